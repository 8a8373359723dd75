using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>The planned pull of every UAI, where the candidates come from Parcoursup's REST API.</summary>
internal sealed class PlannedRecuperation(RecuperationBook recuperations) : IPlannedWork
{
    public string Name => "recuperation";
    public int Order => 40;

    public string? CronOf(EtablissementModel etablissement) =>
        etablissement.Parcoursup is not null && etablissement.Document.SourceOpi == SourceOpi.ApiRest
            ? etablissement.Document.Planification.Recuperation : null;

    public async Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct)
    {
        foreach (var uai in etablissement.Document.Uais)
            await recuperations.RequestAsync(session, etablissement.Code, uai, null, "Récupération planifiée", ct);
    }
}
