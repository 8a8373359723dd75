using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Exposition.Client;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>Puts the record of the API, its own fields unchanged, beside what the matching says of it.</summary>
internal sealed class FicheReader(CacheBook cache)
{
    /// <param name="millesime">The one that the run asked for; null: the last.</param>
    public async Task<JsonObject> FormationAsync(LigneServie ligne, string? millesime, CancellationToken ct)
    {
        var json = JsonNode.Parse(ligne.Contenu)!.AsObject();
        await AjouterAsync(json["insertion"] as JsonObject, millesime, RouteExposition.Formations, ct);
        await AjouterAsync(json["remuneration"] as JsonObject, millesime, RouteExposition.Certifications, ct);
        return json;
    }

    // Ours stay where a name is both's: they are the same.
    private async Task AjouterAsync(JsonObject? part, string? millesime, RouteExposition route, CancellationToken ct)
    {
        if (part is null || CodeCertification.Lire((string?)part["code"]).Code is not { } code) return;
        var uai = (string?)part["uai"];
        if (route == RouteExposition.Formations && uai is null) return;
        if (await EnregistrementAsync(route, code, uai, millesime, (string?)part["millesime"], ct) is not { } record) return;
        foreach (var (name, value) in record)
            if (!part.ContainsKey(name) || part[name] is null) part[name] = value?.DeepClone();
    }

    // What was kept may be of another year by now: only the record of the year that was found is the line's.
    private async Task<JsonObject?> EnregistrementAsync(
        RouteExposition route, CodeCertification code, string? uai, string? demande, string? trouve, CancellationToken ct)
    {
        foreach (var millesime in new[] { demande, trouve, null }.Distinct())
            if (await cache.FindAsync(new(route, code, route == RouteExposition.Formations ? uai : null, millesime), null, ct)
                    is { Issue: nameof(IssueReponse.Trouve), Corps: { } corps }
                && JsonNode.Parse(corps) is JsonObject record && (trouve is null || (string?)record["millesime"] == trouve))
                return record;
        return null;
    }
}
