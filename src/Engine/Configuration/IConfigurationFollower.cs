using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>Acts on a change of an établissement's document, in the transaction that saves it.</summary>
public interface IConfigurationFollower
{
    Task FollowAsync(WriteSession session, EtablissementDocument before, EtablissementDocument after, CancellationToken ct);
}
