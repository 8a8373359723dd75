using System.Runtime.CompilerServices;
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
        var plan = await replacement.PlanAsync(session, ct);
        await replacement.ApplyAsync(session, plan, nuit.Contexte.Jour, ct);
        nuit.Alertes.AddRange(plan.Alertes);
        var (changes, acted) = (new List<ChangementStatut>(), new List<long>());
        await foreach (var (step, statut) in PasserAsync(ParcoursFormations.LireAsync(session, nuit.Moteur, ct), nuit, plan, ct))
        {
            if (statut != step.Statut) changes.Add(new(step.Id, statut));
            if (step.Agie) acted.Add(step.Id);
        }

        await book.ChangeAsync(session, changes, nuit.Contexte.Jour, ct);
        await book.RecordAsync(session, nuit.Contexte.Jour, acted, ct);
    }

    /// <summary>What the night would find, from what stands there and what it would write first; nothing is written.</summary>
    /// <param name="vues">From where the formations are read.</param>
    /// <returns>What would have changed since the night before, by académie.</returns>
    public async Task<IReadOnlyList<MouvementsAcademie>> ForeseeAsync(
        WriteSession reading, Nuit nuit, string vues, CancellationToken ct)
    {
        var plan = await replacement.PlanAsync(reading, ct, vues);
        nuit.Alertes.AddRange(plan.Alertes);
        var after = new Dictionary<long, (int? Academie, StatutCatalogue Statut)>();
        await foreach (var (step, statut) in PasserAsync(
            ParcoursFormations.LireAsync(reading, nuit.Moteur, ct, vues, plan.Apres()), nuit, plan, ct))
            after[step.Id] = (step.Academie, statut);
        return await book.VariationsAsync(reading, nuit.Contexte.Jour, plan, after, ct);
    }

    private async IAsyncEnumerable<(EtapeFormation Etape, StatutCatalogue Statut)> PasserAsync(IAsyncEnumerable<EtapeFormation> steps,
        Nuit nuit, PlanRemplacements plan, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var step in steps.WithCancellation(ct))
        {
            var passage = PassageNuit.Passer(
                step.Statut, step.ParcoursupId, step.Evaluer(nuit.Moteur, nuit.Contexte), options.PretSiConnue);
            if (passage.Alerte is { } alert) nuit.Alertes.Add(new(step.Cle, alert));
            var former = plan.Avant.GetValueOrDefault(step.Id, step.Statut);
            if (passage.Statut != former) nuit.Changements.Add(step.Academie, former, passage.Statut);
            nuit.Comptes[passage.Statut] = nuit.Comptes.GetValueOrDefault(passage.Statut) + 1;
            yield return (step, passage.Statut);
        }
    }
}
