using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.State.Candidats;
using Quartz;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>Quartz's tick: the clock that looks whether scheduled work is due in business time.</summary>
[DisallowConcurrentExecution]
internal sealed class TickJob(ScheduledWork work, EvaluationSignal evaluation) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await work.RunDueAsync(cancellationToken);
        evaluation.Wake();
    }
}
