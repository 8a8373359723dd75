using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Verification;

/// <summary>
/// Rule E3: what Apogée accepted becomes verified when somebody has seen it there. VETs that are missing raise a task,
/// and the current state is sent again, more and more rarely and only so often. Works for every way out.
/// </summary>
internal sealed class OpiVerification(Database database, TacheBook tasks, EvenementBook events, BackOff backOff, LivraisonSignal signal,
    TimeProvider time, ILogger<OpiVerification> logger)
{
    // A candidate's delivery is named by his file, a received one by its number.
    private const string ByNumber =
        """
        SELECT * FROM livraison WHERE destination = @Name AND etablissement = @code AND sujet IN (
            SELECT @received UNION ALL
            SELECT CAST(session AS TEXT) || '/' || CAST(code_candidat AS TEXT) FROM candidat WHERE etablissement = @code
            AND cod_opi = @number)
        ORDER BY id LIMIT 1
        """;

    public async Task<IReadOnlyList<ResultatConfirmation>> ConfirmAsync(EtablissementModel etablissement,
        IReadOnlyList<Confirmation> confirmations, CancellationToken ct)
    {
        var results = await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            // What is told of one OPI and cannot be taken hinders no other (rule C5).
            return await session.ForAllAsync(confirmations, some => ConfirmAllAsync(session, etablissement, some, ct), Untold, ct);
        }, ct);
        signal.Wake(etablissement.Code);
        return results;
    }

    private async Task<IReadOnlyList<ResultatConfirmation>> ConfirmAllAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<Confirmation> seen, CancellationToken ct)
    {
        var results = new List<ResultatConfirmation>(seen.Count);
        foreach (var one in seen) results.Add(await ConfirmAsync(session, etablissement, one, ct));
        return results;
    }

    private ResultatConfirmation Untold(Confirmation seen, Exception failure)
    {
        Log.ConfirmationFailed(logger, failure);
        return new(seen.CodOpiIntEpo, EtatConfirmation.Inconnue, [], seen.Vets,
            "Cette confirmation n'a pas pu être enregistrée (erreur interne, voir le journal du serveur) : la redire plus tard.");
    }

    private async Task<ResultatConfirmation> ConfirmAsync(WriteSession session, EtablissementModel etablissement, Confirmation seen,
        CancellationToken ct)
    {
        var row = await session.FirstOrDefaultAsync<LivraisonRow>(ByNumber, new
        {
            DestinationOpi.Name, code = etablissement.Code, number = seen.CodOpiIntEpo,
                received = ReceivedOpiBook.SubjectOf(seen.CodOpiIntEpo),
        }, ct);
        if (row?.Acquittees is not { } acknowledged)
            return new(seen.CodOpiIntEpo, EtatConfirmation.Inconnue, [], seen.Vets,
                "Rien n'a été acquitté sous ce numéro OPI : il n'y a rien à vérifier.");

        var missing = acknowledged.Where(a => !seen.Vets.Any(v => IsThere(a, v))).ToList();
        var extra = seen.Vets.Where(v => !acknowledged.Any(a => IsSame(a, v))).ToList();
        if (missing.Count == 0)
        {
            await MarkVerifiedAsync(session, row, ct);
            return new(seen.CodOpiIntEpo, EtatConfirmation.Verifiee, [], extra, "Apogée contient tout ce qui a été acquitté.");
        }

        var again = await MarkPartialAsync(session, etablissement, row, seen.CodOpiIntEpo, missing, ct);
        var outcome = again ? "elle est renvoyée dans son état actuel."
            : "aucun renvoi automatique n'est plus prévu, une personne doit agir (voir les tâches).";
        return new(seen.CodOpiIntEpo, EtatConfirmation.Partielle,
            [.. missing.Select(m => new VetVue(m.CodCge, m.CodEtp, m.CodVrsVet, m.CodDecVeu))], extra,
            $"OPI partiellement appliquée : {outcome}");
    }

    private async Task MarkVerifiedAsync(WriteSession session, LivraisonRow row, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"UPDATE livraison SET verification = '{nameof(EtatVerification.Verifiee)}', confirmee_le = @now, vets_manquantes = NULL, "
            + $"reprises = 0 WHERE id = @Id", new { now = time.GetUtcNow(), row.Id }, ct);
        await tasks.CloseAsync(session, row.Etablissement, TypeTache.VoeuxNonAppliques, row.Sujet, ct);
        if (row.Verification != nameof(EtatVerification.Verifiee))
            await TellAsync(session, row, "Vérifié : Apogée contient tout ce qu'elle a accepté.", ct);
    }

    // A job that looks every day and finds the same tells nothing new.
    private Task TellAsync(WriteSession session, LivraisonRow row, string text, CancellationToken ct) =>
        OpiSujet.CandidatOf(row.Sujet) is { } candidat
        ? events.AppendAsync(session, row.Etablissement, [new Evenement(candidat, null, NatureEvenement.Verification, text, "règle E3")],
            ct)
        : Task.CompletedTask;

    /// <returns>Whether it is on its way again.</returns>
    private async Task<bool> MarkPartialAsync(WriteSession session, EtablissementModel etablissement, LivraisonRow row, string number,
        List<VetAcquittee> missing, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await session.ExecuteAsync(
            $"UPDATE livraison SET verification = '{nameof(EtatVerification.Partielle)}', confirmee_le = @now, vets_manquantes = "
            + $"@missing WHERE id = @Id", new { now, missing = JsonText.Of(missing), row.Id }, ct);
        var named = string.Join(", ", missing.Select(m => $"{m.CodEtp}-{m.CodVrsVet} ({m.CodDecVeu})"));
        if (row.Verification != nameof(EtatVerification.Partielle) || row.VetsManquantes != JsonText.Of(missing))
            await TellAsync(session, row, $"Partiellement appliqué : Apogée ne contient pas {named}.", ct);
        var most = etablissement.Document.Opi.Traitement.ReprisesMaximum;
        await tasks.AddAsync(session, row.Etablissement, TypeTache.VoeuxNonAppliques, row.Sujet,
            $"Apogée a accepté l'OPI {number} mais n'en contient pas : {named}. "
            + $"La passerelle la renvoie d'elle-même ({most} fois au plus) ; si le manque dure, vérifier dans Apogée, "
            + $"puis relancer la livraison {row.Id}.", ct);

        // What is due or under way anyway will carry the current state.
        if (row.Etat != nameof(EtatLivraison.AJour)) return row.Etat is nameof(EtatLivraison.AEnvoyer) or nameof(EtatLivraison.EnCours);
        if (row.Reprises >= most) return false;
        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', tentatives = 0, reprises = reprises + 1,
                prochaine_tentative = @next, modifiee_le = @now
            WHERE id = @Id
            """,
            new { next = now + backOff.After(row.Reprises + 1), now, row.Id }, ct);
        return true;
    }

    private static bool IsThere(VetAcquittee expected, VetVue seen) =>
        IsSame(expected, seen) && (seen.CodDecVeu is null || seen.CodDecVeu == expected.CodDecVeu);

    private static bool IsSame(VetAcquittee expected, VetVue seen) =>
        expected.CodEtp == seen.CodEtp && expected.CodVrsVet == seen.CodVrsVet && (seen.CodCge is null || seen.CodCge == expected.CodCge);
}
