using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>The planned night, behind the import of the feed.</summary>
internal sealed class PlannedNuit(NuitBook nuits, CampagneBook campagnes, CatalogueOptions options) : ICommonWork
{
    public string Name => "catalogue";

    public string? Cron => string.IsNullOrWhiteSpace(options.Nuit) ? null : options.Nuit;

    public async Task StartAsync(WriteSession session, Occurrence due, CancellationToken ct)
    {
        if (await campagnes.ContexteAsync(session, due.Jour, ct) is not null) await nuits.RequestAsync(session, due.Jour, due.Par, ct);
    }
}
