namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>What a replay has shown.</summary>
public sealed record RapportRejeu(ReplayOutcome Rejeu, Comparaison Comparaison)
{
    /// <summary>How many differences there are, messages that cannot be applied any more among them.</summary>
    public long Ecarts => Comparaison.Total + Rejeu.Echecs.Count;
}

/// <summary>Rebuilds the state from the journal in this database and compares it with the one that it is the journal of.</summary>
public sealed class ReplayService
{
    private readonly ReplayRun _run;
    private readonly ReplayComparison _comparison;

    internal ReplayService(ReplayRun run, ReplayComparison comparison) => (_run, _comparison) = (run, comparison);

    public async Task<RapportRejeu> RunAsync(Func<long, long, Task> progress, Func<Ecart, Task> tell, CancellationToken ct)
    {
        var outcome = await _run.RunAsync(progress, ct);
        return new(outcome, await _comparison.CompareAsync(outcome.SansTrace, tell, ct));
    }
}
