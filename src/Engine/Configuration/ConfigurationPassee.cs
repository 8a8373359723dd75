using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>A state of an établissement's configuration, or of a campagne's, as the history keeps it.</summary>
public sealed class EtatConfiguration
{
    public long Id { get; init; }
    public string? Etablissement { get; init; }
    public int? Annee { get; init; }

    /// <summary>Machine time.</summary>
    public DateTimeOffset Depuis { get; init; }
    public string Document { get; init; } = "";
}

/// <summary>Reads what the configuration was.</summary>
public static class ConfigurationPassee
{
    /// <summary>When what changed, without the documents, in the order of the changes.</summary>
    public static Task<IReadOnlyList<EtatConfiguration>> ChangementsAsync(ReadSession reading, CancellationToken ct) =>
        reading.QueryAsync<EtatConfiguration>(
            "SELECT id, etablissement, annee, depuis FROM configuration_historique ORDER BY id", null, ct);

    public static Task<EtatConfiguration?> LireAsync(ReadSession reading, long id, CancellationToken ct) =>
        reading.FirstOrDefaultAsync<EtatConfiguration>(
            "SELECT id, etablissement, annee, depuis, document FROM configuration_historique WHERE id = @id", new { id }, ct);

    /// <summary>As it is now, with its secrets as they are stored: of those that have not changed since there was a history.</summary>
    public static Task<IReadOnlyList<EtatConfiguration>> ActuelleAsync(ReadSession reading, CancellationToken ct) =>
        reading.QueryAsync<EtatConfiguration>(
            """
            SELECT code AS etablissement, document FROM etablissement UNION ALL
            SELECT NULL AS etablissement, document FROM campagne
            """, null, ct);

    public static Task<IReadOnlyList<CampagneClose>> CloturesAsync(ReadSession reading, CancellationToken ct) =>
        reading.QueryAsync<CampagneClose>("SELECT session, close_le, par, purgee_le FROM campagne_close ORDER BY close_le", null, ct);

    public static Task<IReadOnlyList<string>> CodesAsync(ReadSession reading, CancellationToken ct) =>
        reading.QueryAsync<string>("SELECT code FROM etablissement ORDER BY code", null, ct);

    /// <summary>The document of what the history keeps.</summary>
    public static ConfigurationDocument Of(IEnumerable<EtatConfiguration> etats, DocumentFormat format)
    {
        var all = etats.ToList();
        return new ConfigurationDocument
        {
            Etablissements =
            [
                .. all.Where(e => e.Etablissement is not null).Select(e => format.Read<EtablissementDocument>(e.Document))
                    .Select(DocumentSecrets.Redact),
            ],
            Campagnes = [.. all.Where(e => e.Etablissement is null).Select(e => JsonText.Read<CalendrierCampagne>(e.Document))],
        };
    }
}
