using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

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
/// intake would pay for with every message: a page looks through so many numbers, and says where the next one begins.
/// </summary>
public sealed class JournalSuivi(Database database)
{
    private const int Rows = 50;
    private const int Window = 5_000;
    private const int MostWindows = 8;

    private const string Columns =
        """
        m.id, m.recu_le, m.canal, m.compte, m.type_contenu, x.ecarte_le,
        EXISTS (SELECT 1 FROM message_a_appliquer a WHERE a.etablissement = m.etablissement AND a.id = m.id) AS attend
        """;

    /// <summary>What came in.</summary>
    /// <param name="avant">Only before this number.</param>
    public Task<PageJournal<MessageResume>> RecusAsync(string etablissement, long? avant, CancellationToken ct) => ReadAsync<MessageResume>(
        "message_entrant",
        $"""
        SELECT {Columns} FROM message_entrant m LEFT JOIN message_ecarte x ON x.id = m.id
        WHERE m.id >= @from AND m.id < @before AND m.etablissement = @etablissement ORDER BY m.id DESC LIMIT @most
        """,
        row => row.Id, etablissement, avant, ct);

    /// <summary>What came in and could not be applied.</summary>
    public async Task<PageJournal<MessageResume>> EcartesAsync(string etablissement, long? avant, CancellationToken ct)
    {
        var rows = await database.QueryAsync<MessageResume>(
            $"""
            SELECT {Columns} FROM message_ecarte x JOIN message_entrant m ON m.id = x.id
            WHERE x.id < @before AND m.etablissement = @etablissement ORDER BY x.id DESC LIMIT @Rows
            """,
            new { etablissement, before = avant ?? long.MaxValue, Rows }, ct);
        return new(rows, rows.Count == Rows ? rows[^1].Id : null);
    }

    /// <summary>What went out, each attempt.</summary>
    /// <param name="avant">Only before this number.</param>
    public Task<PageJournal<EchangeLu>> EnvoyesAsync(string etablissement, long? avant, CancellationToken ct) => ReadAsync<EchangeLu>(
        "echange",
        """
        SELECT e.id, e.livraison, e.revision, e.commence_le, e.termine_le, e.issue, e.message, l.destination, l.sujet
        FROM echange e JOIN livraison l ON l.id = e.livraison
        WHERE e.id >= @from AND e.id < @before AND l.etablissement = @etablissement ORDER BY e.id DESC LIMIT @most
        """,
        row => row.Id, etablissement, avant, ct);

    private async Task<PageJournal<T>> ReadAsync<T>(
        string table, string sql, Func<T, long> idOf, string etablissement, long? avant, CancellationToken ct)
    {
        var found = new List<T>();
        var before = avant ?? await database.ScalarAsync<long?>($"SELECT MAX(id) FROM {table}", null, ct) + 1 ?? 0;
        for (var i = 0; i < MostWindows && before > 1; i++)
        {
            var from = Math.Max(1, before - Window);
            found.AddRange(await database.QueryAsync<T>(sql, new { from, before, etablissement, most = Rows - found.Count }, ct));
            if (found.Count == Rows) return new(found, idOf(found[^1]));
            before = from;
        }

        return new(found, before > 1 ? before : null);
    }
}
