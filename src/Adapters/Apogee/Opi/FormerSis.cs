using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>Rule A2: once the établissement has another system, what waits for Apogée is without object, on whatever way.</summary>
internal sealed class FormerSis(LivraisonBook deliveries) : IConfigurationFollower
{
    public async Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct)
    {
        if (after.Sis == Sis.Apogee || (before is not null && before.Sis != Sis.Apogee)) return;
        var message = $"Le SI de l'établissement est maintenant {after.Sis.Code} : rien ne part plus à Apogée.";
        await deliveries.AbandonAllAsync(session, DestinationOpi.Name, after.Code, message, ct);
    }
}
