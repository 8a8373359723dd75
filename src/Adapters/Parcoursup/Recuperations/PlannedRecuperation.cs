using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>The planned pull of every UAI, where the candidates come from Parcoursup's REST API.</summary>
internal sealed class PlannedRecuperation(Database database, RecuperationBook recuperations) : IPlannedWork
{
    public string Name => "recuperation";
    public string EnClair => "Récupération des candidats admis";
    public string EnPause => "Les candidats et leurs réponses ne sont plus récupérés : les décisions restent celles d'avant.";
    public int Order => 40;

    public string? CronOf(EtablissementModel etablissement) =>
        etablissement.Parcoursup is not null && etablissement.Document.SourceOpi == SourceOpi.ApiRest
            ? etablissement.Document.Planification.Recuperation : null;

    public async Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct)
    {
        foreach (var uai in etablissement.Document.Uais)
            await recuperations.RequestAsync(session, etablissement.Code, uai, null, "Récupération planifiée", ct);
    }

    public async Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct)
    {
        var lists = await RecuperationBook.ListsSinceAsync(database, etablissement, commence, ct);
        if (lists.Any(l => l.Etat is nameof(EtatRecuperation.Demandee) or nameof(EtatRecuperation.Recue))) return null;
        var failed = lists.Where(l => l.Etat == nameof(EtatRecuperation.Echec)).Select(l => l.Uai).Distinct().ToList();
        return failed.Count == 0 ? new(true, Accord.De(lists.Sum(l => (long)(l.Candidats ?? 0)), "candidat reçu", "candidats reçus"))
            : new(false, $"La liste n'a pas pu être récupérée pour {string.Join(", ", failed)} : voir les tâches.");
    }
}
