using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// Evaluates whoever an input has touched, and whoever's day has come (rule C5): messages, results, mappings, rules
/// and the calendar all end here. What fails at one établissement is tried again, and what takes long there, or waits for its lock, keeps
/// no other (rule J1).
/// </summary>
internal sealed class EvaluationService(
    DueCandidats due, ConfigurationDirectory directory, CandidatEvaluator evaluator, EvaluationSignal signal, LivraisonSignal deliveries,
    TimeProvider time, ILogger<EvaluationService> logger) : CoteACoteService(signal, TimeSpan.FromSeconds(1), time)
{
    protected override void Tell(Exception failure) => Log.EvaluationFailed(logger, "*", failure);

    protected override void Tell(string etablissement, Exception failure) => Log.EvaluationFailed(logger, etablissement, failure);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        foreach (var code in await due.DatedAsync(ct))
            Begin(code, async token =>
            {
                await due.MarkAsync(code, token);
                if (await due.HasMarkedAsync(code, token)) await EvaluateAsync(code, token);
            }, ct);
        foreach (var code in await due.EtablissementsAsync(ct))
            Begin(code, token => EvaluateAsync(code, token), ct);
    }

    private async Task EvaluateAsync(string code, CancellationToken ct)
    {
        if (directory.Current.FindByCode(code) is null) return;
        await evaluator.EvaluateAsync(code, ct);
        deliveries.Wake(code);
    }
}
