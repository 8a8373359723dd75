using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Suivi.Jauges;

/// <summary>
/// The last reading of what the gauges show. Whoever wants one asks for it to be fresh enough: many who ask at once cause one reading.
/// </summary>
public sealed class LectureJauges(JaugesBook book, WriteProbe probe, TimeProvider time, ILogger<LectureJauges> logger)
{
    private static readonly EtatJauges Inconnu = new(DateTimeOffset.MinValue, Prete: false, [], [], [], [], []);

    // Who could not read again for so long shows nothing rather than what was.
    private static readonly TimeSpan Perime = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile EtatJauges _dernier = Inconnu;

    public EtatJauges Dernier => IsFresh(Perime) ? _dernier : Inconnu;

    /// <summary>
    /// Reads again, unless the last reading is younger than this. What cannot be read is not shown: nothing old is told as new.
    /// </summary>
    public async Task RafraichirAsync(TimeSpan age, CancellationToken ct)
    {
        if (IsFresh(age)) return;
        await _turn.WaitAsync(ct);
        try
        {
            if (!IsFresh(age)) _dernier = await ReadAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsFresh(TimeSpan age) => time.GetUtcNow() - _dernier.LuLe < age;

    private async Task<EtatJauges> ReadAsync(CancellationToken ct)
    {
        var ready = await probe.ProblemAsync(ct) is null;
        try
        {
            return new(
                time.GetUtcNow(), ready, await book.EtablissementsAsync(ct), await book.DestinationsAsync(ct), await book.TachesAsync(ct),
                await book.GardesAsync(ct), await book.TravauxAsync(ct));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            Log.NotRead(logger, failure);
            return Inconnu with { LuLe = time.GetUtcNow(), Prete = ready };
        }
    }
}
