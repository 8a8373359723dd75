using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>A candidate of <c>scolarix_population</c>, with what a person needs to know of him to act.</summary>
public sealed class CandidatListe
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }
    public string Raison { get; init; } = "";
    public string Motif { get; init; } = "";
    public string Source { get; init; } = "";
    public int? DoubleDe { get; init; }
    public string? Ine { get; init; }
    public string Donnees { get; init; } = "";

    /// <summary>What a person declared of his baccalauréat; null when nobody did.</summary>
    public bool? Titulaire { get; init; }

    public CandidatKey Key => new(Session, CodeCandidat);
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

    /// <summary>The next ones, in the order of the dossiers; nothing is counted.</summary>
    /// <param name="apres">The last one that was seen; null: from the first on.</param>
    public Task<IReadOnlyList<CandidatListe>> SuiteAsync(
        string etablissement, Presence presence, CandidatKey? apres, int nombre, CancellationToken ct) =>
        database.QueryAsync<CandidatListe>(
            """
            SELECT p.session, p.code_candidat, p.raison, p.motif, p.source, p.double_de, c.ine, c.donnees, d.titulaire
            FROM scolarix_population p
            JOIN candidat c ON c.etablissement = p.etablissement AND c.session = p.session AND c.code_candidat = p.code_candidat
            LEFT JOIN scolarix_declaration d
              ON d.etablissement = p.etablissement AND d.session = p.session AND d.code_candidat = p.code_candidat
            WHERE p.etablissement = @etablissement AND p.presence = @presence AND (p.session, p.code_candidat) > (@annee, @dossier)
            ORDER BY p.session, p.code_candidat LIMIT @nombre
            """,
            new
            {
                etablissement, presence = presence.ToString(), annee = apres?.Session ?? 0, dossier = apres?.CodeCandidat ?? 0, nombre,
            }, ct);
}
