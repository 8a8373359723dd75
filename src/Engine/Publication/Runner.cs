using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>A publication cannot be: why, in French.</summary>
public sealed class PublicationImpossibleException(string message) : Exception(message);

/// <summary>Brings a run to its end, whatever that is; the system says what the work is and what a failure is called.</summary>
public abstract class Runner<TRun>(RunBook<TRun> runs, TimeProvider time)
    where TRun : class, IRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>What a person does after a failure, in French, as the end of a sentence.</summary>
    protected abstract string Again { get; }

    /// <summary>Waits for the end of a run, whoever has it.</summary>
    /// <returns>As it ended, or as it is when the patience is over.</returns>
    public async Task<TRun> WaitAsync(long id, TimeSpan patience, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var run = (await runs.FindAsync(id, ct))!;
            if (run.IsOver || time.GetElapsedTime(start) > patience) return run;
            await Task.Delay(Look, time, ct);
        }
    }

    /// <summary>
    /// Works on a run. Told to stop, it gives the run back; without the lease it lets go; whatever else goes wrong ends the
    /// run with a sentence for the administrator.
    /// </summary>
    protected async Task BringToEndAsync(TRun run, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await TryAsync(run, work, ct);
        }
        catch (LeaseLostException)
        {
            TellLost(run);
        }
    }

    protected abstract void TellLost(TRun run);

    /// <summary>Not called of what was foreseen.</summary>
    protected abstract void TellFailed(TRun run, Exception failure);

    /// <summary>Why a file could not be written, in French.</summary>
    protected abstract string ExplainRefusal(TRun run, Exception refused);

    protected abstract Task FailAsync(TRun run, string message, CancellationToken ct);

    /// <summary>A disk that refuses is the administrator's matter.</summary>
    protected static bool IsOfDisk(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private async Task TryAsync(TRun run, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await runs.GiveBackAsync(run);
            throw;
        }
        catch (Exception failure) when (failure is not LeaseLostException)
        {
            if (failure is not PublicationImpossibleException) TellFailed(run, failure);
            await FailAsync(run, Explain(run, failure), ct);
        }
    }

    private string Explain(TRun run, Exception failure) => failure switch
    {
        PublicationImpossibleException => failure.Message,
        _ when IsOfDisk(failure) => ExplainRefusal(run, failure),
        _ => $"Erreur interne : transmettre au support le journal technique de la passerelle, puis {Again}.",
    };
}
