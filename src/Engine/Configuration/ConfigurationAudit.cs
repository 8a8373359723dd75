using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>Every change of the configuration in the audit, field by field; of a secret only that it was replaced (rule J4).</summary>
internal sealed class ConfigurationAudit(AuditBook audit, DocumentFormat format, ConfigurationDirectory directory) : IConfigurationFollower
{
    public Task FollowAsync(WriteSession session, EtablissementDocument? before, EtablissementDocument after, CancellationToken ct)
    {
        audit.Note(session, new(ActeAudit.EtablissementConfigure, after.Code, "établissement " + after.Code)
        {
            Issue = before is null ? "créé" : EntreeAudit.Fait, Details = Between(NodeOf(before), NodeOf(after)),
        });
        return Task.CompletedTask;
    }

    public Task FollowAsync(WriteSession session, CalendrierCampagne campagne, CancellationToken ct)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"session {campagne.Session}");
        audit.Note(session, new(ActeAudit.CampagneConfiguree, null, subject)
        {
            Details = Between(
                JsonSerializer.SerializeToNode(directory.Current.Campagne(campagne.Session), JsonText.Options),
                JsonSerializer.SerializeToNode(campagne, JsonText.Options)),
        });
        return Task.CompletedTask;
    }

    public Task FollowDeletionAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        audit.Note(session, new(ActeAudit.EtablissementSupprime, etablissement, "établissement " + etablissement));
        return Task.CompletedTask;
    }

    // As they are stored: what was not given again is the same on both sides, and no secret, sealed or not, is ever told.
    private JsonNode? NodeOf(EtablissementDocument? document) => document is null ? null : JsonNode.Parse(format.Of(document));

    private static IReadOnlyList<ChampAudit> Between(JsonNode? before, JsonNode? after) =>
        [.. DocumentDifference.Between(before, after).Select(d => d is { Avant: null, Apres: null }
            ? new ChampAudit(d.Champ, null, "(secret remplacé)") : new ChampAudit(d.Champ, d.Avant, d.Apres))];
}
