using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Looks for a person in texts: the database cannot, since they are sealed (rule J5).</summary>
internal sealed class CitationsPersonne(Database database, IEnumerable<TableTenue> tables)
{
    private const int Page = 5000;

    /// <param name="session">The transaction that will erase what is found; null where nothing is erased.</param>
    public async Task<string[]> TrouverAsync(WriteSession? session, TextesCites textes, Valeurs personne, CancellationToken ct)
    {
        var found = new List<string>();
        await foreach (var (cle, dits) in LusAsync(session, textes, personne.code, ct))
            if (dits.Any(texte => personne.EstCitePar(texte, textes))) found.Add(cle);
        return [.. found];
    }

    /// <summary>Whom the texts of an établissement are about, of those that say so field by field: candidates here or not.</summary>
    public async IAsyncEnumerable<IdentiteLue> IdentitesAsync(string code, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var textes in tables.Select(t => t.Cites).OfType<TextesCites>().Where(t => t.Lire is not null).Distinct())
            await foreach (var (_, dits) in LusAsync(null, textes, code, ct))
                foreach (var lue in dits.Select(textes.Lire!).OfType<IdentiteLue>())
                    yield return lue;
    }

    private async IAsyncEnumerable<(string Cle, IEnumerable<string> Textes)> LusAsync(
        WriteSession? session, TextesCites textes, string code, [EnumeratorCancellation] CancellationToken ct)
    {
        var colonnes = textes.Colonnes.Split(", ");
        for (var after = "";;)
        {
            var rows = await RowsAsync(session, textes, code, after, ct);
            foreach (var row in rows) yield return ((string)row["cle_citee"]!, colonnes.Select(c => row[c]).OfType<string>());
            if (rows.Count < Page) yield break;
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
