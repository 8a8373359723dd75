using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>Who a file number is, as persons say it.</summary>
public sealed record Nommee(string? Nom, string? Prenom);

/// <summary>The names of the candidates of a page, for lists that know their numbers only.</summary>
public sealed class CandidatNames(Database database)
{
    private const int Chunk = 500;

    public static readonly Nommee Nobody = new(null, null);

    public async Task<IReadOnlyDictionary<CandidatKey, Nommee>> OfAsync(
        string etablissement, IEnumerable<CandidatKey> keys, CancellationToken ct)
    {
        var names = new Dictionary<CandidatKey, Nommee>();
        foreach (var session in keys.Distinct().GroupBy(key => key.Session))
            foreach (var codes in session.Select(key => key.CodeCandidat).Chunk(Chunk))
                foreach (var row in await database.QueryAsync<CandidatRow>(
                    """
                    SELECT session, code_candidat, donnees, corrections FROM candidat
                    WHERE etablissement = @etablissement AND session = @annee AND code_candidat IN @codes
                    """,
                    new { etablissement, annee = session.Key, codes }, ct))
                    names[row.Key] = Of(row);
        return names;
    }

    public static Nommee Of(CandidatRow row)
    {
        if (row.EstEfface) return Nobody;
        var candidat = row.ReadCorrige();
        return new(candidat.Nom, candidat.Prenom);
    }
}
