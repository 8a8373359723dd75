using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>A row of <c>scolarix_mouvement</c>, as it is shown.</summary>
public sealed class MouvementRow
{
    public int CodeCandidat { get; init; }
    public string Nature { get; init; } = "";
    public string? Raison { get; init; }
    public string? RaisonPrecedente { get; init; }
    public string Texte { get; init; } = "";
}

/// <summary>The movements of a snapshot, page by page.</summary>
internal sealed class MouvementBook(Database database)
{
    public const int PageSize = 200;

    /// <param name="nature">Null for all of them.</param>
    /// <param name="page">From 1.</param>
    public async Task<(long Total, IReadOnlyList<MouvementRow> Rows)> PageAsync(long instantane, string? nature, int page,
        CancellationToken ct)
    {
        const string Filter = "instantane = @instantane AND (@nature IS NULL OR nature = @nature)";
        var which = new { instantane, nature, skip = (page - 1L) * PageSize };
        var total = await database.ScalarAsync<long>($"SELECT COUNT(*) FROM scolarix_mouvement WHERE {Filter}", which, ct);
        var rows = await database.QueryAsync<MouvementRow>(
            $"""
            SELECT code_candidat, nature, raison, raison_precedente, texte FROM scolarix_mouvement
            WHERE {Filter} ORDER BY code_candidat LIMIT {PageSize} OFFSET @skip
            """,
            which, ct);
        return (total, rows);
    }
}
