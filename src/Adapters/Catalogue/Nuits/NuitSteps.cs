using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>The steps of a night behind the guard.</summary>
internal sealed class NuitSteps(Replacement replacement, NuitBook book, CatalogueOptions options)
{
    public NuitBook Book => book;

    public async Task RunAsync(WriteSession session, Nuit nuit, CancellationToken ct)
    {
        var before = new Dictionary<long, StatutCatalogue>();
        nuit.Alertes.AddRange(await replacement.ApplyAsync(session, nuit.Contexte.Jour, before, ct));
        var (changes, acted) = (new List<ChangementStatut>(), new List<long>());
        await foreach (var step in ParcoursFormations.LireAsync(session, nuit.Moteur, ct))
        {
            var passage = PassageNuit.Passer(
                step.Statut, step.ParcoursupId, step.Evaluer(nuit.Moteur, nuit.Contexte), options.PretSiConnue);
            if (passage.Alerte is { } alert) nuit.Alertes.Add(new(step.Cle, alert));
            if (passage.Statut != step.Statut) changes.Add(new(step.Id, passage.Statut));
            if (step.Agie) acted.Add(step.Id);
            var former = before.Count == 0 ? step.Statut : before.GetValueOrDefault(step.Id, step.Statut);
            if (passage.Statut != former) nuit.Changements.Add(step.Academie, former, passage.Statut);
            nuit.Comptes[passage.Statut] = nuit.Comptes.GetValueOrDefault(passage.Statut) + 1;
        }

        await book.ChangeAsync(session, changes, nuit.Contexte.Jour, ct);
        await book.RecordAsync(session, nuit.Contexte.Jour, acted, ct);
    }
}
