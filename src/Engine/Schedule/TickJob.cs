using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.State.Candidats;
using Quartz;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>Quartz's tick: the clock that looks whether scheduled work is due in business time.</summary>
[DisallowConcurrentExecution]
internal sealed class TickJob(ScheduledWork work, TravauxPlanifies travaux, EvaluationSignal evaluation) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // What was started before: one that cannot be started keeps nobody from seeing the others end.
        await travaux.SuivreAsync(cancellationToken);
        try
        {
            await work.RunDueAsync(cancellationToken);
        }
        finally
        {
            evaluation.Wake();
        }
    }
}
