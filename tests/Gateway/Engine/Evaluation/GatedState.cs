using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Evaluation;

/// <summary>
/// A module that stands in front of the desired state of every system: an evaluation that has read whatever it reads can be
/// stopped there, and made to fail for one candidate.
/// </summary>
internal sealed class GatedState : IModule
{
    private TaskCompletionSource? _reached;
    private TaskCompletionSource? _open;

    /// <summary>Whoever cannot be brought up to date.</summary>
    public CandidatKey? Broken { get; set; }

    /// <summary>How often each candidate was evaluated to the end.</summary>
    public Dictionary<CandidatKey, int> Evaluations { get; } = [];

    /// <summary>The next evaluation stops; the task ends when it has.</summary>
    public Task StopNextAsync()
    {
        (_reached, _open) = (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _reached.Task;
    }

    public void GoOn() => _open!.SetResult();

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var state in services.Where(s => s.ServiceType == typeof(IDesiredState)).ToList())
        {
            services.Remove(state);
            services.AddSingleton<IDesiredState>(provider =>
                new Gate(this, (IDesiredState)ActivatorUtilities.CreateInstance(provider, state.ImplementationType!)));
        }
    }

    public void Map(ModuleRoutes routes)
    {
    }

    private async Task PassAsync(IReadOnlyList<CandidatEvalue> candidats)
    {
        if (_reached is { } reached)
        {
            _reached = null;
            reached.SetResult();
            await _open!.Task;
        }

        if (candidats.Any(c => c.Row.Key == Broken)) throw new InvalidOperationException("broken on purpose");
        lock (Evaluations)
            foreach (var candidat in candidats) Evaluations[candidat.Row.Key] = Evaluations.GetValueOrDefault(candidat.Row.Key) + 1;
    }

    private sealed class Gate(GatedState module, IDesiredState inner) : IDesiredState
    {
        public Sis Sis => inner.Sis;

        public async Task UpdateAsync(
            WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats, CancellationToken ct)
        {
            await module.PassAsync(candidats);
            await inner.UpdateAsync(session, etablissement, candidats, ct);
        }
    }
}
