using System.Globalization;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.State.Bac;

/// <summary>Results of the baccalauréat, kept by file number or by INE (rule B5).</summary>
public sealed class ResultatBacBook
{
    public static string KeyOf(int codeCandidat) => "dossier:" + codeCandidat.ToString(CultureInfo.InvariantCulture);
    public static string KeyOfIne(string ine) => "ine:" + ine;

    public async Task<BacSet> LoadAsync(
        WriteSession session, string etablissement, IReadOnlyList<CandidatRow> candidats, CancellationToken ct)
    {
        var book = new BacSet(candidats);
        foreach (var group in candidats.GroupBy(c => c.Session))
            foreach (var keys in group.SelectMany(KeysOf).Chunk(500))
                foreach (var row in await session.QueryAsync<BacRow>(
                    """
                    SELECT session, cle, issue, jour, ordre FROM resultat_bac
                    WHERE etablissement = @etablissement AND session = @annee AND cle IN @keys
                    """,
                    new { etablissement, annee = group.Key, keys }, ct))
                    book.Add(row);
        return book;
    }

    /// <summary>The keys under which a result of a candidate may stand.</summary>
    public static IEnumerable<string> KeysOf(CandidatRow candidat)
    {
        yield return KeyOf(candidat.CodeCandidat);
        if (candidat.Ine is { } ine) yield return KeyOfIne(ine);
    }
}

/// <summary>A row of <c>resultat_bac</c>.</summary>
public sealed class BacRow
{
    public int Session { get; init; }
    public string Cle { get; init; } = "";
    public string Issue { get; init; } = "";
    public DateOnly Jour { get; init; }
    public long Ordre { get; init; }

    public ResultatBac Resultat => new(Enum.Parse<IssueBac>(Issue), Jour, Ordre);
}

/// <summary>The results of the candidates of one evaluation.</summary>
public sealed class BacSet(IEnumerable<CandidatRow> candidats)
{
    private readonly Dictionary<CandidatKey, string?> _ines = candidats.ToDictionary(c => c.Key, c => c.Ine);
    private readonly Dictionary<(int, string), ResultatBac> _results = [];

    public void Add(BacRow row) => _results[(row.Session, row.Cle)] = row.Resultat;

    /// <summary>The result that counts among the one by file number and the one by INE.</summary>
    public ResultatBac? Of(CandidatKey key) => ResultatBac.Latest(
        _results.GetValueOrDefault((key.Session, ResultatBacBook.KeyOf(key.CodeCandidat))),
        _ines.GetValueOrDefault(key) is { } ine ? _results.GetValueOrDefault((key.Session, ResultatBacBook.KeyOfIne(ine))) : null);
}
