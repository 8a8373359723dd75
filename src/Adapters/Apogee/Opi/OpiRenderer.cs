using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// The OPI to hand to Apogée, whatever the way out (rule E1): per OPI number the individual and the complete list of
/// VETs (rule C2). Subjects are candidates of Parcoursup, or OPI received by the hosted service.
/// </summary>
internal sealed class OpiRenderer(ReceivedOpiBook received, DuplicateCheck duplicates)
{
    /// <summary>
    /// Renders the current state of the claimed deliveries and records that they are about to be attempted, in the
    /// transaction that claims them: what is not durable before an attempt cannot be known after a crash.
    /// </summary>
    public async Task<IReadOnlyList<RenderedOpi>> RenderAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct)
    {
        var book = await CandidatSet.LoadAsync(session, etablissement.Code, claimed.Select(c => OpiSujet.CandidatOf(c.Sujet))
            .OfType<CandidatKey>(), ct);
        var rendered = new List<RenderedOpi>(claimed.Count);
        foreach (var row in claimed)
        {
            var contested = await duplicates.LookAsync(session, row, ct);
            var ready = OpiSujet.CandidatOf(row.Sujet) is { } key
                ? await RenderCandidatAsync(session, etablissement, row, book, key, ct)
                : await RenderReceivedAsync(session, etablissement, row, ct);
            rendered.Add(contested is null ? ready : WithoutIne(ready, contested));
        }

        // What was wanted is not what is there now: the same content, wanted again even before this attempt ends, is news.
        foreach (var nothing in rendered.OfType<RenderedOpi.Nothing>())
            await session.ExecuteAsync("UPDATE livraison SET empreinte = '' WHERE id = @Id", new { nothing.Row.Id }, ct);
        // What leaves may be newer than what was wanted: whatever is wanted next is compared with what has left.
        foreach (var ready in rendered.OfType<RenderedOpi.Ready>())
            await session.ExecuteAsync(
                "UPDATE livraison SET tentee = TRUE, vets_en_cours = @vets, empreinte = COALESCE(@Empreinte, empreinte) WHERE id = @Id",
                new { vets = JsonText.Of(ready.Vets), ready.Empreinte, ready.Row.Id }, ct);
        return rendered;
    }

    /// <summary>Takes back what was recorded as attempted, when Apogée provably did not take it.</summary>
    /// <param name="before">The VETs attempted before (<see cref="RenderedOpi.Ready.VetsAvant"/>).</param>
    public static async Task UndoAsync(WriteSession session, LivraisonRow row, string before, CancellationToken ct)
    {
        if (OpiSujet.CandidatOf(row.Sujet) is not { } key)
        {
            await ReceivedOpiBook.RestoreAttemptedAsync(session, row.Etablissement, ReceivedOpiBook.NumberOf(row.Sujet), before, ct);
            return;
        }

        // A VET that Apogée refused is not there: kept as D (rule C2), it would have every later message refused too.
        await session.ExecuteAsync(
            """
            UPDATE candidat SET vets_tentees = @before, identite_tentee = identite_avant
            WHERE etablissement = @Etablissement AND session = @annee AND code_candidat = @dossier
            """,
            new { before, row.Etablissement, annee = key.Session, dossier = key.CodeCandidat }, ct);
        await session.ExecuteAsync("UPDATE livraison SET tentee = @Tentee WHERE id = @Id", new { row.Tentee, row.Id }, ct);
    }

    // Rule K2: sent with it, two people would become one.
    private static RenderedOpi WithoutIne(RenderedOpi rendered, string other)
    {
        if (rendered is not RenderedOpi.Ready { Contenu.Individu: { } individu } ready) return rendered;
        var (without, ine) = IneConversion.Without(individu);
        return ine is null ? rendered : ready with
        {
            Contenu = ready.Contenu with { Individu = without },
            Modifications = [.. ready.Modifications,
                new Modification("individu.etatCivil.codNneIndOpi", ine, null, $"non transmis : c'est aussi l'INE de {other} (règle K2)")],
        };
    }

    private static async Task<RenderedOpi> RenderCandidatAsync(
        WriteSession session, EtablissementModel etablissement, LivraisonRow row, CandidatSet book, CandidatKey key, CancellationToken ct)
    {
        if (SourceOpiRule.Foreign(etablissement, row) is { } foreign) return foreign;
        if (book.Candidat(key) is not { CodOpi: not null } candidat)
            return new RenderedOpi.Nothing(row, EtatLivraison.SansObjet, "Le candidat n'a plus d'OPI à transmettre.", null);

        var (opi, rendu) = OpiComposition.Render(etablissement, candidat, book.VoeuxOf(key));
        if (opi.EstVide)
            return new RenderedOpi.Nothing(row, EtatLivraison.SansObjet, "Le candidat n'a aucun vœu à transmettre.", null);
        var contenu = rendu.Contenu;
        if (rendu.Reserves.Count > 0)
        {
            if (OpiComposition.Withdrawal(etablissement, candidat, opi) is not { } withdrawal)
                return new RenderedOpi.Nothing(row, EtatLivraison.RefusMetier, string.Join(' ', rendu.Reserves.Select(r => r.Message)),
                    $"L'OPI du dossier {key.CodeCandidat} n'est pas complète : elle partira d'elle-même une fois le dossier corrigé.");
            (opi, contenu) = withdrawal;
        }

        await session.ExecuteAsync(
            """
            UPDATE candidat SET vets_tentees = @tentees, cod_opi_gele = TRUE, identite_avant = identite_tentee,
                identite_tentee = @individu
            WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier
            """,
            new
            {
                tentees = JsonText.Of(OpiRule.Attempted(candidat.ReadTentees(), opi)),
                individu = await session.SealAsync(etablissement.Code, contenu.Individu, ct), code = etablissement.Code,
                annee = key.Session, dossier = key.CodeCandidat,
            }, ct);
        return new RenderedOpi.Ready(row, contenu, rendu.Modifications, candidat.VetsTentees)
        {
            Empreinte = OpiComposition.FingerprintOf(contenu),
        };
    }

    private async Task<RenderedOpi> RenderReceivedAsync(WriteSession session, EtablissementModel etablissement, LivraisonRow row,
        CancellationToken ct)
    {
        if (SourceOpiRule.Foreign(etablissement, row) is { } foreign) return foreign;
        var number = ReceivedOpiBook.NumberOf(row.Sujet);
        if (await received.RenderAsync(session, etablissement, number, ct) is not { } rendered)
            return new RenderedOpi.Nothing(row, EtatLivraison.SansObjet, "L'OPI reçue n'existe plus.", null);
        var (contenu, before) = rendered;
        return new RenderedOpi.Ready(row, contenu, [], before);
    }
}

/// <summary>An OPI ready to leave, or the reason why there is nothing to hand over.</summary>
internal abstract record RenderedOpi(LivraisonRow Row)
{
    /// <param name="Modifications">What was cleaned or cut to make the content.</param>
    /// <param name="VetsAvant">The VETs that had been attempted before, as they are stored.</param>
    internal sealed record Ready(LivraisonRow Row, OpiContenu Contenu, IReadOnlyList<Modification> Modifications, string VetsAvant)
        : RenderedOpi(Row)
    {
        /// <summary>The fingerprint of what leaves; null where it is wanted in the transaction that changes it.</summary>
        public string? Empreinte { get; init; }

        public string CodOpi => Contenu.ReadIdentite()?.CodOpiIntEpo ?? "";

        /// <summary>Takes back what was recorded as attempted, when Apogée provably did not take it.</summary>
        public Func<WriteSession, CancellationToken, Task> Undo => (session, ct) => OpiRenderer.UndoAsync(session, Row, VetsAvant, ct);

        /// <summary>What Apogée will hold, for the verification (rule E3).</summary>
        public IReadOnlyList<VetAcquittee> Vets { get; } =
            [.. (Contenu.ReadVoeux() ?? []).DistinctBy(v => (v.CodCge, v.CodEtp, v.CodVrsVet))
                .Select(v => new VetAcquittee(v.CodCge, v.CodEtp, v.CodVrsVet, v.CodDecVeu))];

        /// <summary>What Apogée will hold: the decision letters of the wishes, in their order.</summary>
        public string Acquitte { get; } = string.Concat(Contenu.ReadVoeux()?.Select(v => v.CodDecVeu) ?? []);
    }

    public sealed record Nothing(LivraisonRow Row, EtatLivraison Etat, string Message, string? Explication) : RenderedOpi(Row);
}
