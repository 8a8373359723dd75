namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>Waiting for a condition, with a generous bound: the only way in which these tests wait.</summary>
public static class Poll
{
    /// <summary>A limit for what would never come, not for a machine that is slow or busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan DefaultPause = TimeSpan.FromMilliseconds(20);

    // What takes long is asked more and more seldom: on a busy machine the questions would be what it is busy with.
    private const double Growth = 1.2;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(300);

    /// <summary>The first value that satisfies; when none does in time the test fails with the last one.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> satisfies, TimeSpan? pause = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        var wait = pause ?? DefaultPause;
        while (true)
        {
            var value = await read();
            if (satisfies(value)) return value;
            if (limit.IsCancellationRequested) Assert.Fail($"The condition was not met in time; last seen: {value}");
            await Task.Delay(wait);
            if (wait < LongestPause) wait *= Growth;
        }
    }

    public static Task UntilAsync(Func<Task<bool>> condition) => UntilAsync(condition, met => met);
}
