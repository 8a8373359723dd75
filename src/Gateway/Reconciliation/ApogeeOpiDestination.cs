using Parcoursup.Gateway.Adapters.Apogee;
using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Evaluation;
using Parcoursup.Gateway.Opi;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Reconciliation;

/// <summary>
/// Apogée: per OPI number the individual and the complete list of VETs (rule C2). Subjects are candidates of
/// Parcoursup, or OPI received by the hosted service.
/// </summary>
internal sealed class ApogeeOpiDestination(ApogeeOpiClient client, ReceivedOpiBook received, DuplicateWatch duplicates) : IDestination
{
    public string Name => Destinations.ApogeeOpi;
    public EtatLivraison WaitingState => EtatLivraison.AEnvoyer;

    public LaneSettings? SettingsOf(EtablissementModel etablissement) => etablissement.Apogee is { } apogee
        ? new LaneSettings(apogee.AppelsSimultanes, TimeSpan.Zero, TimeSpan.FromSeconds(apogee.DelaiSecondes))
        : null;

    public async Task<IReadOnlyList<PreparedDelivery>> PrepareAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct)
    {
        var book = await CandidatBook.LoadAsync(session, etablissement.Code, claimed.Select(c => KeyOf(c.Sujet)).OfType<CandidatKey>(), ct);
        var prepared = new List<PreparedDelivery>(claimed.Count);
        foreach (var row in claimed)
        {
            await duplicates.LookAsync(session, row, ct);
            prepared.Add(KeyOf(row.Sujet) is { } key
                ? await PrepareCandidatAsync(session, etablissement, row, book, key, ct)
                : await PrepareReceivedAsync(session, etablissement, row, ct));
        }

        var leaving = prepared.OfType<PreparedDelivery.ToSend>().Select(p => p.Row.Id).ToArray();
        if (leaving.Length > 0) await MarkAttemptedAsync(session, leaving, ct);
        return prepared;
    }

    private static Task<int> MarkAttemptedAsync(WriteSession session, long[] ids, CancellationToken ct) =>
        session.ExecuteAsync("UPDATE livraison SET tentee = TRUE WHERE id IN @ids", new { ids }, ct);

    private async Task<PreparedDelivery> PrepareCandidatAsync(
        WriteSession session, EtablissementModel etablissement, LivraisonRow row, CandidatBook book, CandidatKey key, CancellationToken ct)
    {
        if (book.Candidat(key) is not { CodOpi: not null } candidat)
            return new PreparedDelivery.Nothing(row, EtatLivraison.SansObjet, "Le candidat n'a plus d'OPI à transmettre.", null);

        var (opi, rendu) = OpiWish.Render(etablissement, candidat, book.VoeuxOf(key));
        if (opi.EstVide)
            return new PreparedDelivery.Nothing(row, EtatLivraison.SansObjet, "Le candidat n'a aucun vœu à transmettre.", null);
        if (rendu.Reserves.Count > 0)
            return new PreparedDelivery.Nothing(row, EtatLivraison.RefusMetier, rendu.Reserves[0].Message, $"Compléter {rendu.Reserves[0].Champ}.");

        await session.ExecuteAsync(
            """
            UPDATE candidat SET vets_tentees = @tentees, cod_opi_gele = TRUE
            WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier
            """,
            new { tentees = JsonText.Of(OpiRule.Attempted(candidat.ReadTentees(), opi)), code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct);
        var acquitte = string.Concat(opi.Voeux.Select(v => v.Code.ToString()));
        var before = candidat.VetsTentees;
        // A VET that Apogée refused is not there: kept as D (rule C2), it would have every later message refused too.
        return new PreparedDelivery.ToSend(row, acquitte, token => SendAsync(etablissement, rendu.Contenu, rendu.Modifications, token), async (undo, token) =>
        {
            await undo.ExecuteAsync(
                "UPDATE candidat SET vets_tentees = @before WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier",
                new { before, code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, token);
            await undo.ExecuteAsync("UPDATE livraison SET tentee = @Tentee WHERE id = @Id", new { row.Tentee, row.Id }, token);
        });
    }

    private async Task<PreparedDelivery> PrepareReceivedAsync(WriteSession session, EtablissementModel etablissement, LivraisonRow row, CancellationToken ct)
    {
        var number = ReceivedOpiBook.NumberOf(row.Sujet);
        if (await received.RenderAsync(session, etablissement, number, ct) is not { } rendered)
            return new PreparedDelivery.Nothing(row, EtatLivraison.SansObjet, "L'OPI reçue n'existe plus.", null);
        var (contenu, before) = rendered;
        var acquitte = string.Concat(contenu.ReadVoeux()?.Select(v => v.CodDecVeu) ?? []);
        return new PreparedDelivery.ToSend(row, acquitte, token => SendAsync(etablissement, contenu, [], token),
            (undo, token) => ReceivedOpiBook.RestoreAttemptedAsync(undo, etablissement.Code, number, before, token));
    }

    private async Task<Echange> SendAsync(EtablissementModel etablissement, OpiContenu contenu, IReadOnlyList<Modification> mapped, CancellationToken ct)
    {
        var echange = await client.SendAsync(etablissement.Apogee!, contenu, ct);
        return mapped.Count == 0 ? echange : echange with { Modifications = [.. mapped, .. echange.Modifications] };
    }

    private static CandidatKey? KeyOf(string sujet)
    {
        var parts = sujet.Split('/');
        return int.TryParse(parts[0], out var session) && int.TryParse(parts[1], out var code) ? new CandidatKey(session, code) : null;
    }
}
