using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>A candidate of <c>scolarix_population</c>, with what a person needs to know of him to act.</summary>
internal sealed class CandidatListe
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }
    public string Raison { get; init; } = "";
    public string Motif { get; init; } = "";
    public int? DoubleDe { get; init; }
    public string? Ine { get; init; }
    public string Donnees { get; init; } = "";
}

/// <summary>Those whose place in the file is of one kind, page by page.</summary>
internal sealed class PopulationBook(Database database)
{
    private const int PageSize = 200;

    /// <param name="session">Null for all sessions.</param>
    /// <param name="page">From 1.</param>
    public async Task<(long Total, IReadOnlyList<CandidatListe> Rows)> PageAsync(
        string etablissement, Presence presence, int? session, int page, CancellationToken ct)
    {
        const string Filter = "p.etablissement = @etablissement AND p.presence = @presence AND (@session IS NULL OR p.session = @session)";
        var whom = new { etablissement, presence = presence.ToString(), session, skip = (page - 1L) * PageSize };
        var total = await database.ScalarAsync<long>($"SELECT COUNT(*) FROM scolarix_population p WHERE {Filter}", whom, ct);
        var rows = await database.QueryAsync<CandidatListe>(
            $"""
            SELECT p.session, p.code_candidat, p.raison, p.motif, p.double_de, c.ine, c.donnees FROM scolarix_population p
            JOIN candidat c ON c.etablissement = p.etablissement AND c.session = p.session AND c.code_candidat = p.code_candidat
            WHERE {Filter} ORDER BY p.session, p.code_candidat LIMIT {PageSize} OFFSET @skip
            """,
            whom, ct);
        return (total, rows);
    }
}
