using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// Keeps every state of the configuration with its author and its time, whole and without secrets: what came in is judged anew under
/// what counted then. The audit tells a person what changed; from it nothing can be put back.
/// </summary>
internal sealed class HistoriqueConfiguration(DocumentFormat format, ConfigurationDirectory directory, TimeProvider time)
    : IConfigurationFollower
{
    public async Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct)
    {
        // Of a version that kept no history only what it left is known: it counts for all the time before.
        if (before is not null && !await HasAsync(session, after.Code, null, ct))
            await KeepAsync(session, after.Code, null, DateTimeOffset.UnixEpoch, TextOf(before), Auteur.Passerelle, ct);
        await KeepAsync(session, after.Code, null, time.GetUtcNow(), TextOf(after), Auteur.Courant, ct);
    }

    public async Task FollowAsync(WriteSession session, CalendrierCampagne campagne, CancellationToken ct)
    {
        if (directory.Current.Campagne(campagne.Session) is { } before && !await HasAsync(session, null, campagne.Session, ct))
            await KeepAsync(session, null, campagne.Session, DateTimeOffset.UnixEpoch, JsonText.Of(before), Auteur.Passerelle, ct);
        await KeepAsync(session, null, campagne.Session, time.GetUtcNow(), JsonText.Of(campagne), Auteur.Courant, ct);
    }

    public Task FollowDeletionAsync(WriteSession session, string etablissement, CancellationToken ct) => session.ExecuteAsync(
        "DELETE FROM configuration_historique WHERE etablissement = @etablissement", new { etablissement }, ct);

    private string TextOf(EtablissementDocument document) => format.Of(DocumentSecrets.Redact(document));

    private static async Task<bool> HasAsync(WriteSession session, string? code, int? annee, CancellationToken ct) =>
        await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM configuration_historique WHERE " + (code is null ? "annee = @annee" : "etablissement = @code"),
            new { code, annee }, ct) > 0;

    private static Task KeepAsync(
        WriteSession session, string? code, int? annee, DateTimeOffset depuis, string document, Auteur auteur, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO configuration_historique (etablissement, annee, depuis, document, auteur)
            VALUES (@code, @annee, @depuis, @document, @Nom)
            """,
            new { code, annee, depuis, document, auteur.Nom }, ct);
}
