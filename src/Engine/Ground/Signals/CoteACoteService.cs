namespace Parcoursup.Gateway.Engine.Ground.Signals;

/// <summary>
/// A woken service whose work is the établissements': side by side, each one's one at a time (rule J1). Whoever takes long, or waits for
/// a system that does not answer, keeps nobody but himself.
/// </summary>
public abstract class CoteACoteService(WakeSignal signal, TimeSpan poll, TimeProvider time) : WokenService(signal, poll, time)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly WakeSignal _signal = signal;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Task[] under;
        lock (_lock) under = [.. _runs.Values.Select(r => r.Task)];
        await Task.WhenAll(under).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>
    /// Not awaited. While this établissement is at work nothing begins: it may have looked before what is asked for was there, so its end
    /// wakes the service.
    /// </summary>
    protected void Begin(string etablissement, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_runs.TryGetValue(etablissement, out var under))
            {
                under.Again = true;
                return;
            }

            var run = _runs[etablissement] = new Run();
            run.Task = Task.Run(() => RunAsync(etablissement, work, run, ct), CancellationToken.None);
        }
    }

    /// <summary>A failure of one établissement's work; it is tried again.</summary>
    protected virtual void Tell(string etablissement, Exception failure) => Tell(failure);

    private async Task RunAsync(string etablissement, Func<CancellationToken, Task> work, Run run, CancellationToken ct)
    {
        try
        {
            await work(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            Tell(etablissement, failure);
            // Whoever asks meanwhile is no reason to try again at once.
            await Task.Delay(AfterFailure, Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        bool again;
        lock (_lock)
        {
            _runs.Remove(etablissement);
            again = run.Again;
        }

        if (again) _signal.Wake();
    }

    private sealed class Run
    {
        public Task Task { get; set; } = Task.CompletedTask;
        public bool Again { get; set; }
    }
}
