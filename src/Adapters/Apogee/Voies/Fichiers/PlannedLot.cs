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
    public int Order => 10;

    public string? CronOf(EtablissementModel etablissement) =>
        etablissement.Document is { Sis: Sis.Apogee, Opi.Voie: VoieOpi.Fichiers } document ? document.Planification.Fichiers : null;

    public Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct) =>
        generations.RequestAsync(session, etablissement.Code, due.Par, ct);
}
