using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Etudiants;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>
/// Apogée's laissez-passer: one per candidate and VET that a person gave, as long as the VET is unfavourable. Apogée
/// updates what is there, so the same one may be sent again after an unknown outcome (rule E2).
/// </summary>
internal sealed class ApogeeLaissezPasserDestination(LaissezPasserClient client, LaissezPasserBook book, EtudiantBook etudiants)
    : IDestination
{
    public string Name => DestinationLaissezPasser.Name;

    public string EnClair => "Envoi du laissez-passer à Apogée";

    // One at a time: they are few, and Apogée's limit of calls is that of the OPI.
    public LaneSettings? SettingsOf(EtablissementModel etablissement) => etablissement.Apogee is { LaissezPasser: not null } apogee
        ? new LaneSettings(1, TimeSpan.Zero, TimeSpan.FromSeconds(apogee.DelaiSecondes))
        : null;

    public async Task<IReadOnlyList<PreparedLivraison>> PrepareAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct)
    {
        var candidats = await CandidatSet.LoadAsync(session, etablissement.Code, claimed.Select(c => Sujet.CandidatOf(c.Sujet))
            .OfType<CandidatKey>(), ct);
        var given = (await book.ActiveAsync(session, etablissement.Code, ct)).ToDictionary(r => r.Sujet);
        var prepared = new List<PreparedLivraison>(claimed.Count);
        foreach (var row in claimed)
            prepared.Add(given.TryGetValue(row.Sujet, out var laissezPasser)
                && candidats.Candidat(laissezPasser.Candidat) is { CodOpi: not null } candidat
                ? await PrepareAsync(session, etablissement, row, laissezPasser, candidat, [.. candidats.VoeuxOf(candidat.Key)], ct)
                : new PreparedLivraison.Nothing(row, EtatLivraison.SansObjet, "Le laissez-passer a été retiré avant l'envoi.", null));
        return prepared;
    }

    private async Task<PreparedLivraison> PrepareAsync(
        WriteSession session, EtablissementModel etablissement, LivraisonRow row, LaissezPasserRow given, CandidatRow candidat,
        IReadOnlyList<VoeuRow> voeux, CancellationToken ct)
    {
        var opi = OpiComposition.Compose(candidat, voeux);
        if (LaissezPasserRule.Withdrawal(opi, given.Vet) is { } reason)
        {
            // Apogée cannot take one back: what it has acknowledged stays there and harms nobody.
            if (row.RevisionAcquittee > 0) return new PreparedLivraison.Nothing(row, EtatLivraison.AJour, reason, null);
            await book.WithdrawAsync(session, etablissement.Code, given, reason, ct);
            return new PreparedLivraison.Nothing(row, EtatLivraison.SansObjet, reason, null);
        }

        var contenu = LaissezPasserRendu.ContentOf(etablissement, candidat, voeux, opi, given);
        // A first enrolment is found by the OPI number; whoever enrols again has a student number, perhaps known here.
        if (given.Type == nameof(TypeLaissezPasser.REINS))
            contenu = contenu with { CodEtu = await etudiants.NumberOfOpiAsync(session, etablissement.Code, candidat.CodOpi!, ct) };
        // What leaves may be newer than what was wanted: whatever is wanted next is compared with what has left.
        await session.ExecuteAsync("UPDATE livraison SET tentee = TRUE, empreinte = @empreinte WHERE id = @Id",
            new { empreinte = LaissezPasserRendu.FingerprintOf(contenu), row.Id }, ct);
        return new PreparedLivraison.ToSend(
            row, given.Type, token => client.SendAsync(etablissement.Apogee!, contenu, token),
            (undo, token) => undo.ExecuteAsync("UPDATE livraison SET tentee = @Tentee WHERE id = @Id", new { row.Tentee, row.Id }, token));
    }
}
