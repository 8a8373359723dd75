using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// Evaluates whoever an input has touched, and whoever's day has come (rule C5): messages, results, mappings, rules
/// and the calendar all end here. What fails at one établissement is tried again, and stops no other.
/// </summary>
internal sealed class EvaluationService(
    DueCandidats due, ConfigurationDirectory directory, CandidatEvaluator evaluator, EvaluationSignal signal, LivraisonSignal deliveries,
    TimeProvider time, ILogger<EvaluationService> logger) : WokenService(signal, TimeSpan.FromSeconds(1), time)
{
    // Waiting for one that holds its own lock for long must not keep the others.
    private const int SideBySide = 4;

    protected override void Tell(Exception failure) => Log.EvaluationFailed(logger, "*", failure);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        await EachAsync(await due.DatedAsync(ct), due.MarkAsync, ct);
        await EachAsync(await due.EtablissementsAsync(ct), async (code, token) =>
        {
            if (directory.Current.FindByCode(code) is null) return;
            await evaluator.EvaluateAsync(code, token);
            deliveries.Wake(code);
        }, ct);
    }

    private Task EachAsync(IEnumerable<string> codes, Func<string, CancellationToken, Task> work, CancellationToken ct) =>
        Parallel.ForEachAsync(
            codes, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = ct }, async (code, token) =>
        {
            try
            {
                await work(code, token);
            }
            catch (Exception failure) when (!token.IsCancellationRequested)
            {
                Log.EvaluationFailed(logger, code, failure);
            }
        });
}
