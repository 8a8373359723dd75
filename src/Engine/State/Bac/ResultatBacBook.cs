using System.Globalization;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.State.Bac;

/// <summary>Results of the baccalauréat, kept by file number or by INE (rule B5).</summary>
public sealed class ResultatBacBook
{
    private const string Ine = SealedMark.Ine;

    /// <summary>The order of a result is the number of its message times this, and its line.</summary>
    public const long LignesParMessage = 1_000_000;

    public static string KeyOf(int codeCandidat) => "dossier:" + codeCandidat.ToString(CultureInfo.InvariantCulture);
    public static string KeyOfIne(string ine) => Ine + ine;

    public async Task<BacSet> LoadAsync(
        WriteSession session, string etablissement, IReadOnlyList<CandidatRow> candidats, CancellationToken ct)
    {
        var book = new BacSet(candidats);
        foreach (var group in candidats.GroupBy(c => c.Session))
            foreach (var asked in group.SelectMany(KeysOf).Chunk(500))
                foreach (var row in await session.QueryAsync<BacRow>(
                    """
                    SELECT session, cle, issue, jour, ordre FROM resultat_bac
                    WHERE etablissement = @etablissement AND session = @annee AND cle IN @keys
                    """,
                    new { etablissement, annee = group.Key, keys = await KeysAsync(session, etablissement, asked, ct) }, ct))
                    book.Add(row);
        return book;
    }

    /// <summary>Keeps a result unless a known one counts more (rule B5).</summary>
    public static async Task<bool> KeepAsync(
        WriteSession session, string etablissement, int annee, string cle, ResultatBac resultat, CancellationToken ct)
    {
        var keys = await KeysAsync(session, etablissement, [cle], ct);
        var known = await session.QueryAsync<BacRow>(
            """
            SELECT session, cle, issue, jour, ordre FROM resultat_bac
            WHERE etablissement = @etablissement AND session = @annee AND cle IN @keys
            """,
            new { etablissement, annee, keys }, ct);
        if (known.Any(row => !resultat.Replaces(row.Resultat))) return false;
        var own = await StoredAsync(session, etablissement, cle, ct);
        // Of the other form is what a former version has written.
        if (known.Count > 0)
            await session.ExecuteAsync(
                "DELETE FROM resultat_bac WHERE etablissement = @etablissement AND session = @annee AND cle IN @keys AND cle <> @own",
                new { etablissement, annee, keys, own }, ct);
        await session.ExecuteAsync(
            """
            INSERT INTO resultat_bac (etablissement, session, cle, issue, jour, ordre)
            VALUES (@etablissement, @annee, @own, @issue, @jour, @Ordre)
            ON CONFLICT (etablissement, session, cle) DO UPDATE SET issue = excluded.issue, jour = excluded.jour, ordre = excluded.ordre
            """,
            new { etablissement, annee, own, issue = resultat.Issue.ToString(), jour = resultat.Date, resultat.Ordre }, ct);
        return true;
    }

    private static async ValueTask<string> StoredAsync(WriteSession session, string etablissement, string cle, CancellationToken ct) =>
        cle.StartsWith(Ine, StringComparison.Ordinal)
            ? Ine + await session.SealAsync(etablissement, cle[Ine.Length..], ct, UsageTexte.Cherche) : cle;

    // File numbers stand as they are.
    private static async ValueTask<string[]> KeysAsync(
        WriteSession session, string etablissement, IReadOnlyCollection<string> keys, CancellationToken ct) =>
    [
        .. keys.Where(k => !k.StartsWith(Ine, StringComparison.Ordinal)),
        .. await session.FormsAsync(etablissement, keys.Where(k => k.StartsWith(Ine, StringComparison.Ordinal)), ct),
    ];

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

    public void Add(BacRow row)
    {
        // One that a former version wrote may stand beside the same one, sealed.
        if (row.Resultat.Replaces(_results.GetValueOrDefault((row.Session, row.Cle)))) _results[(row.Session, row.Cle)] = row.Resultat;
    }

    /// <summary>The result that counts among the one by file number and the one by INE.</summary>
    public ResultatBac? Of(CandidatKey key) => ResultatBac.Latest(
        _results.GetValueOrDefault((key.Session, ResultatBacBook.KeyOf(key.CodeCandidat))),
        _ines.GetValueOrDefault(key) is { } ine ? _results.GetValueOrDefault((key.Session, ResultatBacBook.KeyOfIne(ine))) : null);
}
