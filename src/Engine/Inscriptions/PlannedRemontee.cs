using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>The daily feedback run (rule F5) of every établissement that the source can be told of.</summary>
internal sealed class PlannedRemontee(
    Database database, RemonteeBook remontees, RemonteeDestination feedback, IEnumerable<IDestination> destinations) : IPlannedWork
{
    private readonly IDestination? _destination = destinations.FirstOrDefault(d => d.Name == feedback.Name);

    public string Name => TableDeTravail.Travail;
    public string EnClair => "Remontée des inscriptions";
    public string EnPause => "Aucune inscription n'est plus remontée d'elle-même : elles attendent dans la table de travail.";
    public int Order => 30;

    public string? CronOf(EtablissementModel etablissement) =>
        _destination?.SettingsOf(etablissement) is null ? null : etablissement.Document.Planification.Remontee;

    public Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct) =>
        remontees.StartAsync(session, etablissement.Code, due.Instant, due.Par, ct);

    public async Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct) =>
        await remontees.FindAsync(database, etablissement, due.Instant, ct) switch
        {
            null => new(true, "La remontée n'est plus conservée."),
            { EnCours: > 0 } => null,
            var run => new(true, run.EnClair),
        };
}
