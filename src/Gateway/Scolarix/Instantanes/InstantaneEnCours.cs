using System.Security.Cryptography;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Scolarix;

/// <summary>
/// A snapshot while it is written: its file, its index and its movements gather in memory up to a page and are then handed
/// over in one transaction that holds the lease, so that a process which lost it can add nothing.
/// </summary>
internal sealed class InstantaneEnCours(Database database, InstantaneBook book, IMouvementSql mouvementSql, IInstantaneStore store, InstantaneRow row) : IDisposable
{
    // Each page costs a commit, which waits for the disk.
    private const int Page = 8 * 1024 * 1024;
    private const int MouvementsAPage = 5000;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _file = new(Page + 4096);
    private readonly MemoryStream _index = new();
    private readonly List<Mouvement> _mouvements = [];
    private readonly int[] _presents = new int[Enum.GetValues<RaisonPopulation>().Length];
    private readonly int[] _absents = new int[Enum.GetValues<RaisonPopulation>().Length];
    private readonly SortedDictionary<string, int> _entrees = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _sorties = new(StringComparer.Ordinal);
    private int? _firstOfIndex;

    public long Octets { get; private set; }
    public int Candidats { get; private set; }
    public int Entrees { get; private set; }
    public int Sorties { get; private set; }
    public int Modifications { get; private set; }

    public bool PageIsFull => _file.Length >= Page || _index.Length >= Page || _mouvements.Count >= MouvementsAPage;

    public void Header(byte[] line) => _file.Write(line);

    public void Add(PopulationLue candidat)
    {
        _firstOfIndex ??= candidat.CodeCandidat;
        IndexInstantane.Append(_index, new EntreeIndex(candidat.CodeCandidat, candidat.Raison, candidat.Empreinte));
        (candidat.Ligne is null ? _absents : _presents)[(int)candidat.Raison]++;
        if (candidat.Ligne is null) return;
        _file.Write(candidat.Ligne);
        Candidats++;
    }

    /// <param name="listed">False only counts it.</param>
    public void Tell(Mouvement mouvement, bool listed)
    {
        switch (mouvement.Nature)
        {
            case NatureMouvement.Entree:
                Entrees++;
                Count(_entrees, mouvement.Texte);
                break;
            case NatureMouvement.Sortie:
                Sorties++;
                Count(_sorties, mouvement.Texte);
                break;
            default:
                Modifications++;
                break;
        }

        if (listed) _mouvements.Add(mouvement);
    }

    /// <exception cref="InstantanePerduException">Somebody else has the snapshot.</exception>
    public async Task FlushAsync(CancellationToken ct)
    {
        var page = _file.GetBuffer().AsMemory(0, (int)_file.Length);
        _hash.AppendData(page.Span);
        Octets += page.Length;
        await database.WriteAsync(async session =>
        {
            await book.RenewAsync(session, row, ct);
            await store.AppendAsync(session, row, page, ct);
            if (_firstOfIndex is { } first) await IndexInstantane.SaveAsync(session, row.Id, first, _index.ToArray(), ct);
            if (_mouvements.Count > 0) await mouvementSql.AddAsync(session, row.Id, _mouvements, ct);
        }, ct);
        _file.SetLength(0);
        _index.SetLength(0);
        _mouvements.Clear();
        _firstOfIndex = null;
    }

    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public ComptesInstantane Comptes() => new() { Presents = ByReason(_presents), Absents = ByReason(_absents), Entrees = _entrees, Sorties = _sorties };

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
        _index.Dispose();
    }

    private static void Count(SortedDictionary<string, int> counts, string text) => counts[text] = counts.GetValueOrDefault(text) + 1;

    private static Dictionary<RaisonPopulation, int> ByReason(int[] counts) =>
        Enum.GetValues<RaisonPopulation>().Where(r => counts[(int)r] > 0).ToDictionary(r => r, r => counts[(int)r]);
}
