using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Inscriptions.Reprises;

/// <summary>Some unresolved enrolments may have to be tried again.</summary>
internal sealed class RepriseSignal : WakeSignal;

/// <summary>
/// Tries again, lot by lot, the unresolved enrolments that were too many for one transaction: each établissement's beside the others'
/// (rule J1). What a stop cuts off goes on after the last lot that was saved.
/// </summary>
internal sealed class RepriseService(
    RepriseLots lots, EvaluationSignal evaluation, LivraisonSignal deliveries, RepriseSignal signal, TimeProvider time,
    ILogger<RepriseService> logger) : CoteACoteService(signal, TimeSpan.FromMilliseconds(500), time)
{
    protected override async Task WorkAsync(CancellationToken ct)
    {
        foreach (var code in await lots.EtablissementsAsync(ct)) Begin(code, token => RunAsync(code, token), ct);
    }

    protected override void Tell(Exception failure) => Log.RetryFailed(logger, "*", failure);

    protected override void Tell(string etablissement, Exception failure) => Log.RetryFailed(logger, etablissement, failure);

    private async Task RunAsync(string code, CancellationToken ct)
    {
        while (await lots.NextAsync(code, ct))
        {
            // They may have got their candidate, and what is to be reported of them.
            evaluation.Wake();
            deliveries.Wake(code);
        }
    }
}
