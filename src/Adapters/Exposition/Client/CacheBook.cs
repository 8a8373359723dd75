using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>
/// What the API said, kept: by route, place, code, way and millésime. Answers to single questions, negative ones too, and the records
/// of the lists.
/// </summary>
internal sealed class CacheBook(Database database) : IAsyncDisposable
{
    private const string Repondu =
        """
        SELECT issue, message, corps, recu_le, date_donnee FROM exposition_reponse
        WHERE route = @route AND lieu = @lieu AND code = @code AND voie = @voie AND millesime = @millesime
        """;

    // A list tells what is; that something is not in it, it can't: unsorted pages lose rows.
    private const string Liste =
        $"""
        SELECT '{nameof(IssueReponse.Trouve)}' AS issue, corps, recu_le, date_donnee FROM exposition_fiche
        WHERE route = @route AND lieu = @lieu AND code = @valeur AND terminale = @terminale
            AND (@millesime = '' OR millesime = @millesime OR millesime = @anneeDouble)
        ORDER BY millesime DESC, filiere LIMIT 1
        """;

    // Connections that stay open: a matching looks a hundred thousand times. The other database's own pool does as much.
    private const int IdleMaximum = 16;
    private readonly ConcurrentBag<DbConnection> _idle = [];

    /// <summary>The later of what was said to this question and of what a list holds; null: nothing, or nothing so young.</summary>
    public async Task<CacheRow?> FindAsync(DemandeExposition demande, DateTimeOffset? pasAvant, CancellationToken ct)
    {
        var key = new
        {
            route = demande.Route.ToString(), lieu = demande.Lieu ?? "", code = demande.Code.ToString(), voie = VoieDuCode.De(demande.Code),
            millesime = demande.Millesime ?? "", valeur = demande.Code.Valeur, terminale = true,
            anneeDouble = AnneeDouble(demande.Millesime),
        };
        var connection = _idle.TryTake(out var idle) ? idle : await database.OpenAsync(ct);
        try
        {
            var said = await RowAsync(connection, Repondu, key, ct);
            var listed = said is not null && (pasAvant is null || said.RecuLe >= pasAvant) ? null
                : await RowAsync(connection, Liste, key, ct);
            if (database.IsSingleNode && _idle.Count < IdleMaximum)
            {
                _idle.Add(connection);
                connection = null;
            }

            var later = said is null || (listed is not null && listed.RecuLe > said.RecuLe) ? listed : said;
            return later is not null && (pasAvant is null || later.RecuLe >= pasAvant) ? later : null;
        }
        finally
        {
            if (connection is not null) await connection.DisposeAsync();
        }
    }

    /// <summary>Every answer to a single question that was kept since an instant, one after the other.</summary>
    public async IAsyncEnumerable<KeyValuePair<DemandeExposition, LectureExposition>> AllAsync(
        DateTimeOffset pasAvant, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var session = await database.ReadAsync(ct);
        await using var reader = await session.ReadAsync(
            """
            SELECT route, lieu, code, millesime, issue, message, corps, date_donnee FROM exposition_reponse
            WHERE recu_le >= @pasAvant ORDER BY route, lieu, code, millesime
            """, new { pasAvant }, ct);
        var parse = reader.GetRowParser<KnownRow>();
        while (await reader.ReadAsync(ct))
            if (parse(reader) is { } row && CodeCertification.Lire(row.Code).Code is { } code)
                yield return new(
                    new(Enum.Parse<RouteExposition>(row.Route), code, row.Lieu is "" ? null : row.Lieu,
                        row.Millesime is "" ? null : row.Millesime),
                    new(CacheRow.Read(row.Issue, row.Message, row.Corps), row.DateDonnee));
    }

    public Task KeepAsync(DemandeExposition demande, CacheRow row, CancellationToken ct) => database.ExecuteAsync(
        """
        INSERT INTO exposition_reponse (route, lieu, code, voie, millesime, issue, message, corps, recu_le, date_donnee)
        VALUES (@route, @lieu, @code, @voie, @millesime, @Issue, @Message, @Corps, @RecuLe, @DateDonnee)
        ON CONFLICT (route, lieu, code, voie, millesime) DO UPDATE SET issue = excluded.issue, message = excluded.message,
            corps = excluded.corps, recu_le = excluded.recu_le, date_donnee = excluded.date_donnee
        """,
        new
        {
            route = demande.Route.ToString(), lieu = demande.Lieu ?? "", code = demande.Code.ToString(), voie = VoieDuCode.De(demande.Code),
            millesime = demande.Millesime ?? "", row.Issue, row.Message, row.Corps, row.RecuLe, row.DateDonnee,
        }, ct);

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var connection)) await connection.DisposeAsync();
    }

    // 2023 is what others call 2022_2023.
    private static string AnneeDouble(string? millesime) =>
        int.TryParse(millesime, out var annee) ? $"{annee - 1}_{annee}" : "";

    private static Task<CacheRow?> RowAsync(DbConnection connection, string sql, object key, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<CacheRow?>(new CommandDefinition(sql, key, cancellationToken: ct));

    private sealed class KnownRow
    {
        public string Route { get; init; } = "";
        public string Lieu { get; init; } = "";
        public string Code { get; init; } = "";
        public string Millesime { get; init; } = "";
        public string Issue { get; init; } = "";
        public string? Message { get; init; }
        public string? Corps { get; init; }
        public DateTimeOffset DateDonnee { get; init; }
    }
}
