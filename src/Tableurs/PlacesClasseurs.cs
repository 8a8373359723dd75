namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// How many workbooks are read at once in this process (rule J1), so that what each may cost does not add up: one large one, and some
/// small ones beside it, which never wait for it.
/// </summary>
internal static class PlacesClasseurs
{
    private const long SmallContent = 16L * 1024 * 1024;
    private const int SmallStrings = 100_000;

    private static readonly SemaphoreSlim Large = new(1);
    private static readonly SemaphoreSlim Small = new(4);

    /// <summary>Waits for a place; whoever disposes of it gives it back.</summary>
    public static async Task<IDisposable> TakeAsync(MesureClasseur measure, CancellationToken ct)
    {
        var places = measure is { Octets: <= SmallContent, Textes: <= SmallStrings } ? Small : Large;
        await places.WaitAsync(ct);
        return new Place(places);
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private SemaphoreSlim? _places = places;

        public void Dispose() => Interlocked.Exchange(ref _places, null)?.Release();
    }
}
