using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The planned lot of flat files, where they are the way out.</summary>
internal sealed class PlannedLot(GenerationBook generations) : IPlannedWork
{
    public string Name => "fichiers";
    public string EnClair => "Lot de fichiers OPI";
    public string EnPause => "Aucun lot n'est plus écrit de lui-même : ce qui change attend le prochain lot demandé.";
    public int Order => 10;

    public string? CronOf(EtablissementModel etablissement) =>
        etablissement.Document.Sis == Sis.Apogee && etablissement.Document.Opi.Voie == VoieOpi.Fichiers
            ? etablissement.Document.Planification.Fichiers : null;

    public Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct) =>
        generations.RequestAsync(session, etablissement.Code, due.Par, ct);

    public async Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct) =>
        // What was asked for before, and joined, is the newest too.
        (await generations.ListAsync(etablissement, ct)).FirstOrDefault() switch
        {
            null => FinTravail.Fait,
            { IsOver: false } => null,
            var run => new(run.Etat == nameof(EtatGeneration.Terminee), run.Message),
        };
}
