using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>
/// Finds candidates by what a person has of them: file number, INE, OPI number, or names, in any order and spelling of accents and
/// case, each from its beginning.
/// </summary>
public sealed class CandidatSearch(Database database)
{
    private const int PageSize = 200;
    private const string Columns =
        $"session, code_candidat, {CandidatTables.NumeroOpi}, ine, reserves, avertissements, donnees, corrections";

    public async Task<IReadOnlyList<CandidatRow>> FindAsync(
        string etablissement, int? session, string? text, int page, CancellationToken ct)
    {
        var skip = (Math.Max(1, page) - 1L) * PageSize;
        var words = Lettres.Mots(text);
        if (words.Count == 0)
            return await database.QueryAsync<CandidatRow>(
                $"""
                SELECT {Columns} FROM candidat WHERE etablissement = @etablissement AND (@session IS NULL OR session = @session)
                ORDER BY session, code_candidat LIMIT @PageSize OFFSET @skip
                """,
                new { etablissement, session, PageSize, skip }, ct);
        var exact = await ByNumberAsync(etablissement, session, text!, ct);
        return exact.Count > 0 ? exact : [.. (await ByNameAsync(etablissement, session, words, skip + PageSize, ct)).Skip((int)skip)];
    }

    private async Task<IReadOnlyList<CandidatRow>> ByNumberAsync(
        string etablissement, int? session, string text, CancellationToken ct)
    {
        var number = int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : (int?)null;
        var ines = await database.FormsAsync(etablissement, [Ine.Normalize(text)], ct);
        return await database.QueryAsync<CandidatRow>(
            $"""
            SELECT {Columns} FROM candidat WHERE etablissement = @etablissement AND (@session IS NULL OR session = @session)
              AND (code_candidat = @number
                OR ine IN @ines OR {CandidatTables.NumeroOpi} = @opi) ORDER BY session, code_candidat LIMIT @PageSize
            """,
            new { etablissement, session, number, ines, opi = text.Trim().ToUpperInvariant(), PageSize }, ct);
    }

    // Folded here and not by the database: neither of the two folds accents, and they would not agree.
    private async Task<List<CandidatRow>> ByNameAsync(
        string etablissement, int? session, IReadOnlyList<string> words, long most, CancellationToken ct)
    {
        const int chunk = 5000;
        var found = new List<CandidatRow>();
        CandidatKey last = default;
        while (true)
        {
            var rows = await database.QueryAsync<CandidatRow>(
                $"""
                SELECT {Columns} FROM candidat WHERE etablissement = @etablissement AND (@session IS NULL OR session = @session)
                  AND (session, code_candidat) > (@annee, @CodeCandidat) ORDER BY session, code_candidat LIMIT @chunk
                """,
                new { etablissement, session, annee = last.Session, last.CodeCandidat, chunk }, ct);
            found.AddRange(rows.Where(row => Matches(row, words)));
            if (rows.Count < chunk || found.Count >= most) return [.. found.Take((int)most)];
            last = rows[^1].Key;
        }
    }

    private static bool Matches(CandidatRow row, IReadOnlyList<string> words)
    {
        if (row.EstEfface) return false;
        var candidat = row.ReadCorrige();
        var names = Lettres.Mots($"{candidat.Nom} {candidat.Prenom} {candidat.Prenom2} {candidat.Prenom3}");
        return words.All(word => names.Any(name => name.StartsWith(word, StringComparison.Ordinal)));
    }
}
