using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>With an établissement go the rights of people on it, and the links that promise some (rule J5).</summary>
internal sealed class DroitsRetires(UtilisateurBook utilisateurs) : IConfigurationFollower
{
    public Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct) =>
        Task.CompletedTask;

    public async Task FollowDeletionAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        await utilisateurs.RetirerAsync(session, etablissement, ct);
        await InvitationBook.RetirerAsync(session, etablissement, ct);
    }
}
