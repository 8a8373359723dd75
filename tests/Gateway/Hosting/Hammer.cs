using System.Collections.Concurrent;
using System.Net;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>Somebody who keeps guessing, over several connections, until disposed.</summary>
public sealed class Hammer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _guesses;

    private Hammer(int connections, Func<int, CancellationToken, Task<HttpStatusCode>> guess) =>
        _work = Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => LoopAsync(guess))));

    /// <summary>How often each answer was given.</summary>
    public ConcurrentDictionary<HttpStatusCode, int> Answers { get; } = new();

    /// <param name="guess">One guess, by its number; gives the answer's status.</param>
    public static Hammer Start(int connections, Func<int, CancellationToken, Task<HttpStatusCode>> guess) => new(connections, guess);

    /// <summary>Waits until the guesses are no longer all heard.</summary>
    public Task UntilRefusedAsync() => UntilAsync(HttpStatusCode.TooManyRequests, 20);

    /// <summary>Waits until an answer was given so many times.</summary>
    public Task UntilAsync(HttpStatusCode status, int count) =>
        Poll.UntilAsync(() => Task.FromResult(Answers.GetValueOrDefault(status)), seen => seen >= count);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task LoopAsync(Func<int, CancellationToken, Task<HttpStatusCode>> guess)
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                Answers.AddOrUpdate(await guess(Interlocked.Increment(ref _guesses), _stop.Token), 1, (_, n) => n + 1);
                await Task.Delay(5, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
