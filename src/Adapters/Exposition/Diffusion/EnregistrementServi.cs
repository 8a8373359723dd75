using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Exposition.Client;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>
/// The record of an établissement and a code, as the API itself serves it: what is kept, asked for anew where the settings name an API
/// and it is too old; while that one is out of order the last known, which says so.
/// </summary>
internal sealed class EnregistrementServi(
    IExpositionClients clients, CacheBook cache, DiffusionOptions options, IBusinessClock clock, TimeProvider time)
{
    public async Task<IResult> RepondreAsync(string uai, string texte, string? millesime, CancellationToken ct)
    {
        if (!UaiExposition.EstDemandable(uai))
            return RefusApi.De(StatusCodes.Status400BadRequest, $"UAI : {Cite.De(uai)} ; écrire 7 chiffres et une lettre, 0750001A.");
        var (lu, refus) = CodeCertification.Lire(texte);
        if (lu is not { } code) return RefusApi.De(StatusCodes.Status400BadRequest, refus!);
        if (millesime is not null && !Domain.Exposition.Millesime.EstValide(millesime))
            return RefusApi.De(StatusCodes.Status400BadRequest, $"millesime : {Cite.De(millesime)} ; écrire 2023 ou 2022_2023.");
        var demande = DemandeExposition.Formation(uai, code, millesime);
        var panne = await ActualiserAsync(demande, ct);
        if (await cache.FindAsync(demande, null, ct) is not { } kept)
            return panne is null
                ? RefusApi.De(StatusCodes.Status404NotFound, "Formation inconnue : rien n'en a encore été demandé à l'API.")
                : RefusApi.De(StatusCodes.Status503ServiceUnavailable, panne);
        if (kept.Issue != nameof(IssueReponse.Trouve)) return Absente(kept);
        var record = JsonNode.Parse(kept.Corps!)!.AsObject();
        record["passerelle"] = new JsonObject
        {
            ["date_donnee"] = Paris.At(kept.DateDonnee).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["age_jours"] = Math.Max(0, (int)(clock.Now - kept.DateDonnee).TotalDays),
            ["derniere_connue"] = panne is not null,
        };
        return DiffusionEndpoints.Json(record, kept.DateDonnee);
    }

    // Why the API could not be asked, null when it did not have to be or answered.
    private async Task<string?> ActualiserAsync(DemandeExposition demande, CancellationToken ct)
    {
        if (clients.DesReglages() is not { } api) return null;
        var lecture = await api.LireAsync(demande, time.GetUtcNow().AddDays(-options.AgeMaximalJours), ct);
        return lecture.DerniereConnue ? lecture.Panne : (lecture.Reponse as ReponseExposition.Echec)?.Message;
    }

    private static IResult Absente(CacheRow kept) => kept.Reponse() switch
    {
        ReponseExposition.SansMillesime sans => RefusApi.De(StatusCodes.Status404NotFound, sans.Message, new JsonObject
        {
            ["millesimesDisponible"] = new JsonArray([.. sans.Disponibles.Select(m => JsonValue.Create(m))]),
        }),
        ReponseExposition.Refuse refuse => RefusApi.De(StatusCodes.Status400BadRequest, refuse.Message),
        _ => RefusApi.De(StatusCodes.Status404NotFound, kept.Message!),
    };
}
