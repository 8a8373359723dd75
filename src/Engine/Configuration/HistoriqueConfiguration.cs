using System.Text;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// Keeps every state of the configuration with its author and its time, whole and without secrets: what came in is judged anew under
/// what counted then. The audit tells a person what changed; from it nothing can be put back. What one change has saved has one time:
/// that which its rows have.
/// </summary>
internal sealed class HistoriqueConfiguration(DocumentFormat format, ConfigurationDirectory directory, VolumeBudget volume)
    : IConfigurationFollower
{
    public async Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct)
    {
        // Of a version that kept no history only what it left is known: it counts for all the time before.
        if (before is not null && !await HasAsync(session, after.Code, null, ct))
            await KeepFirstAsync(session, after.Code, null, Measured(after.Code, TextOf(before)), ct);
        await session.ExecuteAsync(
            """
            INSERT INTO configuration_historique (etablissement, depuis, document, auteur)
            SELECT code, modifie_le, @document, @Nom FROM etablissement WHERE code = @Code
            """,
            new { after.Code, document = Measured(after.Code, TextOf(after)), Auteur.Courant.Nom }, ct);
    }

    public async Task FollowAsync(WriteSession session, CalendrierCampagne campagne, CancellationToken ct)
    {
        if (directory.Current.Campagne(campagne.Session) is { } before && !await HasAsync(session, null, campagne.Session, ct))
            await KeepFirstAsync(session, null, campagne.Session, JsonText.Of(before), ct);
        await session.ExecuteAsync(
            """
            INSERT INTO configuration_historique (annee, depuis, document, auteur)
            SELECT session, modifie_le, @document, @Nom FROM campagne WHERE session = @annee
            """,
            new { annee = campagne.Session, document = JsonText.Of(campagne), Auteur.Courant.Nom }, ct);
    }

    public Task FollowDeletionAsync(WriteSession session, string etablissement, CancellationToken ct) => session.ExecuteAsync(
        "DELETE FROM configuration_historique WHERE etablissement = @etablissement", new { etablissement }, ct);

    private string TextOf(EtablissementDocument document) => format.Of(DocumentSecrets.Redact(document));

    // Each save keeps a whole document: it takes room of everybody's disk like whatever comes in (rule J1).
    private string Measured(string etablissement, string document)
    {
        volume.Take(etablissement, Encoding.UTF8.GetByteCount(document));
        return document;
    }

    private static async Task<bool> HasAsync(WriteSession session, string? code, int? annee, CancellationToken ct) =>
        await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM configuration_historique WHERE " + (code is null ? "annee = @annee" : "etablissement = @code"),
            new { code, annee }, ct) > 0;

    private static Task KeepFirstAsync(WriteSession session, string? code, int? annee, string document, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO configuration_historique (etablissement, annee, depuis, document, auteur)
            VALUES (@code, @annee, @depuis, @document, @Nom)
            """,
            new { code, annee, depuis = DateTimeOffset.UnixEpoch, document, Auteur.Passerelle.Nom }, ct);
}
