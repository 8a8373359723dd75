using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// Acts on a change of the configuration, in the transaction that saves it, which holds the locks of the établissements that it
/// touches.
/// </summary>
public interface IConfigurationFollower
{
    /// <param name="before">Null for one that is new, or that was deleted and is there again.</param>
    Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct);

    Task FollowAsync(WriteSession session, CalendrierCampagne campagne, CancellationToken ct) => Task.CompletedTask;

    /// <summary>An établissement's configuration and keys are gone.</summary>
    Task FollowDeletionAsync(WriteSession session, string etablissement, CancellationToken ct) => Task.CompletedTask;
}
