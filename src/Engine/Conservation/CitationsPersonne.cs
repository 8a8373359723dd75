using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Looks for a person in texts: the database cannot, since they are sealed (rule J5).</summary>
internal sealed class CitationsPersonne(Database database)
{
    private const int Page = 5000;

    /// <param name="session">The transaction that will erase what is found; null where nothing is erased.</param>
    public async Task<string[]> TrouverAsync(WriteSession? session, TextesCites textes, Valeurs personne, CancellationToken ct)
    {
        var found = new List<string>();
        for (var after = "";;)
        {
            var rows = await RowsAsync(session, textes, personne.code, after, ct);
            foreach (var row in rows)
                if (textes.Colonnes.Split(", ").Any(c => row[c] is string texte && personne.EstCitePar(texte, textes.Noms)))
                    found.Add((string)row["cle_citee"]!);
            if (rows.Count < Page) return [.. found];
            after = (string)rows[^1]["cle_citee"]!;
        }
    }

    private async Task<IReadOnlyList<IDictionary<string, object?>>> RowsAsync(
        WriteSession? session, TextesCites textes, string code, string after, CancellationToken ct)
    {
        var sql = $"SELECT {textes.Cle} AS cle_citee, {textes.Colonnes} FROM {textes.Table} WHERE ({textes.Etablissement}) "
            + $"AND {textes.Cle} > @after ORDER BY 1 LIMIT {Page}";
        var rows = session is null ? await database.QueryAsync<object>(sql, new { code, after }, ct)
            : await session.QueryAsync<object>(sql, new { code, after }, ct);
        return [.. rows.Cast<IDictionary<string, object?>>()];
    }
}
