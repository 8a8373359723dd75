using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>A message that came in, without its bytes.</summary>
public sealed class MessageResume
{
    public long Id { get; init; }
    public DateTimeOffset RecuLe { get; init; }
    public Canal Canal { get; init; }
    public string? Compte { get; init; }
    public string? TypeContenu { get; init; }

    /// <summary>It waits to be applied.</summary>
    public bool Attend { get; init; }

    /// <summary>When it was set aside; null where it was not.</summary>
    public DateTimeOffset? EcarteLe { get; init; }
}

/// <summary>Rows of a list that is read backwards.</summary>
/// <param name="Suite">The rows before this number come next; null at the end.</param>
public sealed record PageJournal<T>(IReadOnlyList<T> Lignes, long? Suite);

/// <summary>
/// What came in and what went out, the newest first. The journal belongs to everybody and has no index for one établissement, which
/// intake would pay for with every message: a page looks through so many numbers, and says where the next one begins. What is rare
/// (failures, what waits or was set aside, one candidate) is found by what there is of it.
/// </summary>
public sealed class JournalSuivi(Database database)
{
    private const int Rows = 50;
    private const int MostWindows = 8;
    private const string Acquittee = nameof(IssueEnvoi.Acquittee);

    private static readonly JournalPlaces Entrants = new("message_entrant", "recu_le");
    private static readonly JournalPlaces Sortants = new("echange", "commence_le");

    /// <summary>What came in.</summary>
    /// <param name="avant">Only before this number.</param>
    public async Task<PageJournal<MessageResume>> RecusAsync(string etablissement, FiltreRecus filtre, long? avant, CancellationToken ct)
    {
        var ids = filtre.Dossiers is { } keys ? await MessagesOfAsync(etablissement, keys, ct) : null;
        if (ids is []) return new([], null);
        var sql = SqlRecus(filtre, ids is not null);
        var rare = ids is not null || filtre.Etat is EtatRecu.Attend or EtatRecu.Ecarte;
        return await ReadAsync<MessageResume>(
            Entrants, filtre, avant, row => row.Id, rare ? null : before => Task.FromResult(before - JournalPlaces.Window),
            (from, before, most) => database.QueryAsync<MessageResume>(sql, new
            {
                from, before, most, etablissement, ids, canal = filtre.Canal?.Code, depuis = filtre.Depuis, jusqua = filtre.Jusqua,
            }, ct), ct);
    }

    /// <summary>What went out, each attempt.</summary>
    /// <param name="avant">Only before this number.</param>
    public async Task<PageJournal<EchangeLu>> EnvoyesAsync(string etablissement, FiltreEnvoyes filtre, long? avant, CancellationToken ct)
    {
        var ids = filtre.Dossiers is { } keys ? await DeliveriesOfAsync(etablissement, keys, ct) : null;
        if (ids is []) return new([], null);
        var sql = SqlEnvoyes(filtre, ids is not null);
        return await ReadAsync<EchangeLu>(
            Sortants, filtre, avant, row => row.Id,
            ids is not null ? null : IsFailure(filtre) ? before => FailuresBackAsync(filtre, before, ct)
                : before => Task.FromResult(before - JournalPlaces.Window),
            (from, before, most) => database.QueryAsync<EchangeLu>(sql, new
            {
                from, before, most, etablissement, ids, destination = filtre.Destination, depuis = filtre.Depuis, jusqua = filtre.Jusqua,
            }, ct), ct);
    }

    /// <param name="ofSome">Those whose numbers are given.</param>
    internal static string SqlRecus(FiltreRecus filtre, bool ofSome)
    {
        var source = filtre.Etat switch
        {
            EtatRecu.Attend => "message_a_appliquer w JOIN message_entrant m ON m.id = w.id LEFT JOIN message_ecarte x ON x.id = m.id",
            EtatRecu.Ecarte => "message_ecarte x JOIN message_entrant m ON m.id = x.id",
            _ => "message_entrant m LEFT JOIN message_ecarte x ON x.id = m.id",
        };
        return $"""
            SELECT m.id, m.recu_le, m.canal, m.compte, m.type_contenu, x.ecarte_le,
              EXISTS (SELECT 1 FROM message_a_appliquer a WHERE a.etablissement = m.etablissement AND a.id = m.id) AS attend
            FROM {source} WHERE m.id >= @from AND m.id < @before AND m.etablissement = @etablissement
            {When(filtre.Etat == EtatRecu.Attend, "w.etablissement = @etablissement")}
            {When(filtre.Etat == EtatRecu.Applique, "x.id IS NULL AND NOT EXISTS (SELECT 1 FROM message_a_appliquer a "
                + "WHERE a.etablissement = m.etablissement AND a.id = m.id)")}
            {When(filtre.Canal is not null, "m.canal = @canal")}
            {When(filtre.Depuis is not null, "m.recu_le >= @depuis")} {When(filtre.Jusqua is not null, "m.recu_le < @jusqua")}
            {When(ofSome, "m.id IN @ids")}
            ORDER BY m.id DESC LIMIT @most
            """;
    }

    // CROSS JOIN: SQLite begins with the exchanges, not with all deliveries of the établissement.
    /// <inheritdoc cref="SqlRecus"/>
    internal static string SqlEnvoyes(FiltreEnvoyes filtre, bool ofSome) =>
        $"""
        SELECT e.id, e.livraison, e.revision, e.commence_le, e.termine_le, e.issue, e.message, l.destination, l.sujet
        FROM echange e CROSS JOIN livraison l
        WHERE e.id >= @from AND e.id < @before AND l.id = e.livraison AND l.etablissement = @etablissement
        {When(filtre.Issue is not null, Ending(filtre))} {When(filtre.Destination is not null, "l.destination = @destination")}
        {When(filtre.Depuis is not null, "e.commence_le >= @depuis")} {When(filtre.Jusqua is not null, "e.commence_le < @jusqua")}
        {When(ofSome, "e.livraison IN @ids")}
        ORDER BY e.id DESC LIMIT @most
        """;

    private static bool IsFailure(FiltreEnvoyes filtre) => filtre.Issue is { } issue && issue != Acquittee;

    // Literals: the partial index of what did not go well is found by them.
    private static string Ending(FiltreEnvoyes filtre) => filtre.Issue is not { } issue ? ""
        : !FiltreEnvoyes.Issues.Contains(issue) ? throw new ArgumentException($"{issue} is no ending of an attempt.", nameof(filtre))
        : IsFailure(filtre) ? $"e.issue = '{issue}' AND e.issue <> '{Acquittee}'" : $"e.issue = '{Acquittee}'";

    private static string When(bool asked, string condition) => asked ? "AND " + condition : "";

    // What has a trace in the candidate's chronology: a message that changed nothing of him has none.
    private Task<IReadOnlyList<long>> MessagesOfAsync(string etablissement, IReadOnlyList<CandidatKey> keys, CancellationToken ct) =>
        EachAsync(keys, key => database.QueryAsync<long>(
            """
            SELECT DISTINCT message_entrant FROM evenement_candidat
            WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier AND message_entrant IS NOT NULL
            """, new { etablissement, annee = key.Session, dossier = key.CodeCandidat }, ct));

    private Task<IReadOnlyList<long>> DeliveriesOfAsync(string etablissement, IReadOnlyList<CandidatKey> keys, CancellationToken ct) =>
        EachAsync(keys, key => database.QueryAsync<long>(
            "SELECT id FROM livraison WHERE etablissement = @etablissement AND (sujet = @subject OR sujet LIKE @below)",
            new { etablissement, subject = new Sujet(key).ToString(), below = Sujet.Below(key) }, ct));

    private static async Task<IReadOnlyList<long>> EachAsync(
        IReadOnlyList<CandidatKey> keys, Func<CandidatKey, Task<IReadOnlyList<long>>> read)
    {
        var all = new List<long>();
        foreach (var key in keys) all.AddRange(await read(key));
        return all;
    }

    // As many of this ending, whosesoever, as a window has numbers.
    private async Task<long> FailuresBackAsync(FiltreEnvoyes filtre, long before, CancellationToken ct) =>
        await database.ScalarAsync<long?>(
            $"SELECT id FROM echange e WHERE {Ending(filtre)} AND id < @before ORDER BY id DESC LIMIT 1 OFFSET @Window",
            new { before, JournalPlaces.Window }, ct) ?? 1;

    /// <param name="back">Where a window that ends there begins; null: one window is enough for all there is.</param>
    private async Task<PageJournal<T>> ReadAsync<T>(
        JournalPlaces places, IPeriode periode, long? avant, Func<T, long> idOf, Func<long, Task<long>>? back,
        Func<long, long, int, Task<IReadOnlyList<T>>> read, CancellationToken ct)
    {
        var (first, end) = await places.OfAsync(database, periode, ct);
        var before = Math.Min(avant ?? long.MaxValue, end);
        var found = new List<T>();
        for (var i = 0; i < MostWindows && before > first; i++)
        {
            var from = back is null ? first : Math.Max(first, await back(before));
            found.AddRange(await read(from, before, Rows - found.Count));
            if (found.Count == Rows) return new(found, idOf(found[^1]));
            before = from;
        }

        return new(found, before > first ? before : null);
    }
}
