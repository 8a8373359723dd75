using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// Evaluates whoever an input has touched, and whoever's day has come (rule C5): messages, results, mappings, rules
/// and the calendar all end here.
/// </summary>
internal sealed class EvaluationService(
    DueCandidats due, ConfigurationDirectory directory, CandidatEvaluator evaluator, EvaluationSignal signal, LivraisonSignal deliveries,
    TimeProvider time, ILogger<EvaluationService> logger) : WokenService(signal, TimeSpan.FromSeconds(1), time)
{
    protected override void Tell(Exception failure) => Log.EvaluationFailed(logger, failure);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        await due.MarkAsync(ct);
        foreach (var code in await due.EtablissementsAsync(ct))
        {
            if (directory.Current.Find(code) is null) continue;
            await evaluator.EvaluateAsync(code, ct);
            deliveries.Wake(code);
        }
    }
}
