using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>
/// Evaluates whoever an input has touched, and whoever's day has come (rule C5): messages, results, mappings, rules
/// and the calendar all end here.
/// </summary>
internal sealed class EvaluationService(
    Database database, ConfigurationDirectory directory, CandidatEvaluator evaluator, EvaluationSignal signal, DeliverySignal deliveries,
    IBusinessClock clock, TimeProvider time, ILogger<EvaluationService> logger) : WokenService(signal, TimeSpan.FromSeconds(1), time)
{
    protected override void Tell(Exception failure) => Log.EvaluationFailed(logger, failure);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        var today = clock.Today;
        if (await database.ScalarAsync<long>("SELECT COUNT(*) FROM candidat WHERE prochaine_evaluation <= @today", new { today }, ct) > 0)
            await database.ExecuteAsync("UPDATE candidat SET a_evaluer = TRUE, prochaine_evaluation = NULL WHERE prochaine_evaluation <= @today", new { today }, ct);

        // What is being loaded in several transactions is judged as a whole afterwards (rule C6).
        foreach (var code in await database.QueryAsync<string>(
            $"SELECT DISTINCT etablissement FROM candidat WHERE a_evaluer AND {LoadInProgress.NoneFor("candidat")}", new { now = Time.GetUtcNow() }, ct))
        {
            if (directory.Current.Find(code) is null) continue;
            await evaluator.EvaluateAsync(code, ct);
            deliveries.Wake(code);
        }
    }
}
