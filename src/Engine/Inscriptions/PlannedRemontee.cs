using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>The daily feedback run (rule F5) of every établissement that the source can be told of.</summary>
internal sealed class PlannedRemontee(RemonteeBook remontees, RemonteeDestination feedback, IEnumerable<IDestination> destinations)
    : IPlannedWork
{
    private readonly IDestination? _destination = destinations.FirstOrDefault(d => d.Name == feedback.Name);

    public string Name => "remontee";
    public int Order => 30;

    public string? CronOf(EtablissementModel etablissement) =>
        _destination?.SettingsOf(etablissement) is null ? null : etablissement.Document.Planification.Remontee;

    public Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct) =>
        remontees.StartAsync(session, etablissement.Code, due.Instant, due.Par, ct);
}
