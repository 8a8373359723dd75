using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>
/// Keeps one task per cause for which deliveries are put aside, with all of them beside each other: who mends the cause mends them
/// all. And one per destination that needs a person before anything can leave. Both close by themselves.
/// </summary>
internal sealed class AsideFollower(TacheBook tasks) : IAttemptFollower
{
    private const int Named = 20;

    public async Task FollowAsync(WriteSession session, IReadOnlyList<EndedAttempt> ended, CancellationToken ct)
    {
        var held = ended.Where(e => e.Held).ToList();
        // Always in one order, so that two nodes never wait for each other.
        var causes = held.SelectMany(CausesOf).Distinct()
            .OrderBy(c => c.Etablissement, StringComparer.Ordinal).ThenBy(c => c.Destination, StringComparer.Ordinal)
            .ThenBy(c => c.Cause, StringComparer.Ordinal).ToList();
        foreach (var cause in causes) await RefreshAsync(session, cause, ct);

        foreach (var lane in held.GroupBy(e => (e.Row.Etablissement, e.Row.Destination)).OrderBy(g => g.Key))
            if (lane.Any(e => e.Acquitte is not null))
                await tasks.CloseAsync(session, lane.Key.Etablissement, TypeTache.EnvoisArretes, lane.Key.Destination, ct);
            else if (lane.Select(e => e.Attempt.Arret).LastOrDefault(a => a is not null) is { } reason)
                await tasks.TellAsync(
                    session, lane.Key.Etablissement, TypeTache.EnvoisArretes, lane.Key.Destination,
                    $"Rien ne part plus : {reason} Les envois reprendront d'eux-mêmes une fois la cause corrigée.", ct);
    }

    // The one that it is put aside for now, and the one for which it was before.
    private static IEnumerable<Aside> CausesOf(EndedAttempt end)
    {
        var (row, attempt) = (end.Row, end.Attempt);
        if (row.Cause is { } before && (before != attempt.Cause || !attempt.ARegarder))
            yield return new(row.Etablissement, row.Destination, before);
        if (attempt is { ARegarder: true, Cause: { } now })
            yield return new(row.Etablissement, row.Destination, now);
    }

    private async Task RefreshAsync(WriteSession session, Aside aside, CancellationToken ct)
    {
        var rows = await session.QueryAsync<LivraisonRow>(
            """
            SELECT id, sujet, message, explication FROM livraison
            WHERE destination = @Destination AND etablissement = @Etablissement AND cause = @Cause AND a_regarder ORDER BY id LIMIT @most
            """,
            new { aside.Destination, aside.Etablissement, aside.Cause, most = Named + 1 }, ct);
        var subject = $"{aside.Destination} : {aside.Cause}";
        if (rows.Count == 0)
        {
            await tasks.CloseAsync(session, aside.Etablissement, TypeTache.LivraisonsARegarder, subject, ct);
            return;
        }

        var names = string.Join(", ", rows.Take(Named).Select(r => $"{r.Sujet} (livraison {r.Id})"))
            + (rows.Count > Named ? ", et d'autres" : "");
        await tasks.TellAsync(
            session, aside.Etablissement, TypeTache.LivraisonsARegarder, subject,
            $"Livraisons mises de côté pour une même cause : {names}. {rows[0].Message} {rows[0].Explication} "
            + "Chacune repart dès que son contenu change, ou quand une personne la relance.", ct);
    }

    private sealed record Aside(string Etablissement, string Destination, string Cause);
}
