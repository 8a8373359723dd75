using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>The planned night, behind the import of the feed.</summary>
internal sealed class PlannedNuit(NuitBook nuits, CampagneBook campagnes, CatalogueOptions options) : ICommonWork
{
    public string Name => "catalogue";
    public string EnClair => "Nuit du catalogue";
    public string EnPause => "Les statuts des formations ne sont plus recalculés : le catalogue reste celui d'hier.";

    public string? Cron => string.IsNullOrWhiteSpace(options.Nuit) ? null : options.Nuit;

    public async Task StartAsync(WriteSession session, Occurrence due, CancellationToken ct)
    {
        if (await campagnes.ContexteAsync(session, due.Jour, ct) is not null) await nuits.RequestAsync(session, due.Jour, due.Par, ct);
    }

    public async Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct) =>
        (await nuits.ListAsync(ct)).FirstOrDefault(nuit => nuit.Jour == due.Jour)?.Etat switch
        {
            null => new(true, "Aucune campagne du catalogue n'est ouverte."),
            nameof(EtatNuit.Demandee) => null,
            nameof(EtatNuit.Retenue) => new(false, "La nuit est retenue : une personne doit la confirmer."),
            _ => FinTravail.Fait,
        };
}
