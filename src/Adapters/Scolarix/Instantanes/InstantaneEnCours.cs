using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>
/// A snapshot while it is written: its file, its index and its movements gather in memory up to a page and are then handed
/// over in one transaction that holds the lease, so that a process which lost it can add nothing. While a page is handed
/// over the next one is filled.
/// </summary>
internal sealed class InstantaneEnCours(
    Database database, InstantaneBook book, IMouvementSql mouvementSql, IPublicationStore store, InstantaneRow row) : IAsyncDisposable
{
    private readonly FileInProgress _file = new(store, row.Publie, row.NomFichier);
    private readonly int[] _presents = new int[Enum.GetValues<RaisonPopulation>().Length];
    private readonly int[] _absents = new int[Enum.GetValues<RaisonPopulation>().Length];
    private readonly SortedDictionary<string, int> _entrees = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _sorties = new(StringComparer.Ordinal);
    private PageInstantane _page = new();
    private PageInstantane _other = new();
    private Task _handedOver = Task.CompletedTask;

    public long Octets => _file.Octets;
    public int Candidats { get; private set; }
    public int Entrees { get; private set; }
    public int Sorties { get; private set; }
    public int Modifications { get; private set; }

    public bool PageIsFull => _page.IsFull;

    public void Header(byte[] line) => _page.File.Write(line);

    public void Add(PopulationLue candidat)
    {
        _page.FirstOfIndex ??= candidat.CodeCandidat;
        IndexInstantane.Append(_page.Index, new EntreeIndex(candidat.CodeCandidat, candidat.Raison, candidat.Empreinte));
        (candidat.Ligne is null ? _absents : _presents)[(int)candidat.Raison]++;
        if (candidat.Ligne is null) return;
        _page.File.Write(candidat.Ligne);
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

        if (listed) _page.Mouvements.Add(mouvement);
    }

    /// <summary>Hands the page over, and begins another one.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the snapshot; this may be told of the page before.</exception>
    public async Task FlushAsync(CancellationToken ct)
    {
        await _handedOver;
        _handedOver = HandOverAsync(_page, ct);
        (_page, _other) = (_other, _page);
    }

    /// <summary>Hands the last page over, and waits until everything is there.</summary>
    /// <exception cref="LeaseLostException">Somebody else has the snapshot.</exception>
    public async Task FinishAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        await _handedOver;
    }

    // On another thread: hashing a page takes as long as reading one.
    private Task HandOverAsync(PageInstantane page, CancellationToken ct) => Task.Run(async () =>
    {
        var octets = page.File.GetBuffer().AsMemory(0, (int)page.File.Length);
        _file.Count(octets.Span);
        await database.WriteAsync(async session =>
        {
            await book.KeepAsync(session, row, ct);
            await _file.AppendAsync(session, octets, ct);
            if (page.FirstOfIndex is { } first) await IndexInstantane.SaveAsync(session, row.Id, first, page.Index.ToArray(), ct);
            if (page.Mouvements.Count > 0) await mouvementSql.AddAsync(session, row.Id, page.Mouvements, ct);
        }, ct);
        page.Clear();
    }, ct);

    public string Sha256() => _file.Hash().Sha256;

    public ComptesInstantane Comptes() => new()
    {
        Presents = ByReason(_presents), Absents = ByReason(_absents), Entrees = _entrees, Sorties = _sorties,
    };

    public async ValueTask DisposeAsync()
    {
        // Its failure was told, or something else has failed before it.
        await _handedOver.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _file.Dispose();
        _page.Dispose();
        _other.Dispose();
    }

    private static void Count(SortedDictionary<string, int> counts, string text) => counts[text] = counts.GetValueOrDefault(text) + 1;

    private static Dictionary<RaisonPopulation, int> ByReason(int[] counts) =>
        Enum.GetValues<RaisonPopulation>().Where(r => counts[(int)r] > 0).ToDictionary(r => r, r => counts[(int)r]);
}
