using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation.Paliers;

/// <summary>Something may be to be sent again step by step.</summary>
public sealed class PaliersSignal : WakeSignal;

/// <summary>
/// Leads each of them from one step to the next once all of a step were accepted. All that it knows stands in the database, and each of its
/// writes says what it takes for granted: two nodes, or a former life of this one, do nothing twice.
/// </summary>
internal sealed class PaliersWorker(
    Database database, LivraisonRelance relance, PaliersSignal signal, LivraisonSignal livraisons, TimeProvider time,
    ILogger<PaliersWorker> logger) : WokenService(signal, TimeSpan.FromSeconds(1), time)
{
    private const string Ouverte = $"id = @Id AND etat = '{PaliersBook.EnCours}' AND palier = @Palier";
    private const string Restantes = "SELECT livraison FROM relance_paliers_envoi WHERE relance = @Id AND palier IS NULL";

    protected override void Tell(Exception failure) => Log.StepsFailed(logger, failure);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        var again = true;
        while (again)
        {
            again = false;
            foreach (var running in await database.QueryAsync<RelancePaliers>(
                $"SELECT * FROM relance_paliers WHERE terminee_le IS NULL AND etat = '{PaliersBook.EnCours}' ORDER BY id", null, ct))
                again |= await LeadAsync(running, ct);
        }
    }

    /// <returns>True when the next step can begin at once.</returns>
    private async Task<bool> LeadAsync(RelancePaliers running, CancellationToken ct)
    {
        var step = await database.QueryAsync<Envoi>(
            """
            SELECT e.livraison, e.relancee, e.issue, l.etat, COALESCE(l.a_regarder, FALSE) AS a_regarder
            FROM relance_paliers_envoi e LEFT JOIN livraison l ON l.id = e.livraison
            WHERE e.relance = @Id AND e.palier = @Palier ORDER BY e.rang
            """, new { running.Id, running.Palier }, ct);
        var open = false;
        var refused = step.Any(e => e.Issue == nameof(IssueRelance.Refusee));
        foreach (var envoi in step.Where(e => e.Issue is null))
            if (IssueOf(envoi) is { } issue)
            {
                await NoteAsync(running, envoi.Livraison, issue, ct);
                refused |= issue == IssueRelance.Refusee;
            }
            else
            {
                open = true;
                if (!envoi.Relancee && !refused) await SendAsync(running, envoi, ct);
            }

        if (refused) await EndAsync(running, EtatRelance.Echouee, ct);
        return !refused && !open && await NextAsync(running, ct);
    }

    // Null while nothing is known. A technical failure is none: the lane tries again, and the step waits.
    private static IssueRelance? IssueOf(Envoi envoi) => envoi.Etat switch
    {
        null => IssueRelance.Ecartee,
        nameof(EtatLivraison.RefusMetier) => envoi.Relancee ? IssueRelance.Refusee : null,
        nameof(EtatLivraison.AJour) or nameof(EtatLivraison.AttenteConfirmation) => IssueRelance.Acceptee,
        nameof(EtatLivraison.SansObjet) => IssueRelance.Ecartee,
        _ => envoi.ARegarder ? IssueRelance.Refusee : null,
    };

    private async Task SendAsync(RelancePaliers running, Envoi envoi, CancellationToken ct)
    {
        using var acting = Auteur.Agit(new Auteur(running.Par, running.Identifiant, "relance par paliers"));
        if (await relance.RefusAsync(running.Etablissement, envoi.Livraison, ct) is not null)
        {
            await NoteAsync(running, envoi.Livraison, IssueRelance.Ecartee, ct);
            return;
        }

        await database.WriteAsync(async session =>
        {
            // Stopped meanwhile, or sent by another node.
            if (await session.ExecuteAsync(
                $"""
                UPDATE relance_paliers_envoi SET relancee = TRUE WHERE relance = @Id AND livraison = @Livraison AND NOT relancee
                  AND EXISTS (SELECT 1 FROM relance_paliers WHERE {Ouverte})
                """, new { running.Id, running.Palier, envoi.Livraison }, ct) == 0) return;
            await relance.RelancerAsync(session, running.Etablissement, envoi.Livraison, ct);
        }, ct);
        livraisons.Wake(running.Etablissement);
    }

    private Task NoteAsync(RelancePaliers running, long livraison, IssueRelance issue, CancellationToken ct) => database.ExecuteAsync(
        "UPDATE relance_paliers_envoi SET issue = @issue WHERE relance = @Id AND livraison = @livraison AND issue IS NULL",
        new { running.Id, livraison, issue = issue.ToString() }, ct);

    private async Task<bool> NextAsync(RelancePaliers running, CancellationToken ct)
    {
        var next = running.Palier + 1;
        var begun = await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(
                $"UPDATE relance_paliers SET palier = @next WHERE {Ouverte} AND EXISTS ({Restantes})",
                new { running.Id, running.Palier, next }, ct) == 0) return false;
            await session.ExecuteAsync(
                $"""
                UPDATE relance_paliers_envoi SET palier = @next WHERE relance = @Id AND livraison IN (
                    {Restantes} ORDER BY rang LIMIT @most)
                """, new { running.Id, next, most = RelancePaliers.Taille(next) }, ct);
            return true;
        }, ct);
        if (!begun) await EndAsync(running, EtatRelance.Terminee, ct);
        return begun;
    }

    // All have left only when none is left: where another node was first, this one has no last word.
    private Task EndAsync(RelancePaliers running, EtatRelance etat, CancellationToken ct) => database.ExecuteAsync(
        $"""
        UPDATE relance_paliers SET etat = @etat, terminee_le = @now
        WHERE {Ouverte}{(etat == EtatRelance.Terminee ? $" AND NOT EXISTS ({Restantes})" : "")}
        """,
        new { running.Id, running.Palier, etat = etat.ToString(), now = Time.GetUtcNow() }, ct);

    private sealed class Envoi
    {
        public long Livraison { get; init; }
        public bool Relancee { get; init; }
        public string? Issue { get; init; }
        public string? Etat { get; init; }
        public bool ARegarder { get; init; }
    }
}
