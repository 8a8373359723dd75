using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Api;

/// <summary>Set-up by REST: the whole document or its parts.</summary>
internal static class ConfigurationEndpoints
{
    private const int LargestDocument = 16 * 1024 * 1024;

    public static void MapAdministration(RouteGroupBuilder admin)
    {
        admin.MapGet("/configuration", (ConfigurationService service, DocumentFormat format) => Json(format, service.Export()));
        admin.MapPut("/configuration", (bool? essai, HttpContext http, Reglage reglage) =>
            SaveAsync<ConfigurationDocument>(http, essai, reglage, (_, document) => document));
        admin.MapGet("/etablissements", (ConfigurationService service) =>
            ApiErrors.Json(service.Export().Etablissements.Select(e => new { e.Code, e.Libelle, e.Uais, Sis = e.Sis.Code, e.SourceOpi })));
        admin.MapGet("/campagnes/{session:int}", (int session, HttpContext http, ConfigurationDirectory directory) =>
            directory.Current.Campagne(session) is { } campagne ? ApiErrors.Json(campagne)
            : http.Error(StatusCodes.Status404NotFound, "session", $"Aucun calendrier pour la session {session}."));
        admin.MapPut("/campagnes/{session:int}", (int session, bool? essai, HttpContext http, Reglage reglage) =>
            SaveAsync<CalendrierCampagne>(http, essai, reglage, (_, campagne) =>
                new ConfigurationDocument { Campagnes = [campagne with { Session = session }] }));
    }

    public static void MapEtablissement(RouteGroupBuilder group)
    {
        group.MapGet("/", (HttpContext http, DocumentFormat format) => Json(format, DocumentSecrets.Redact(http.Etablissement().Document)));
        group.MapGet("/formations", (HttpContext http) => ApiErrors.Json(http.Etablissement().Document.Formations));
        group.MapPut("/formations", (bool? essai, HttpContext http, Reglage reglage) =>
            SaveAsync<List<FormationMapping>>(http, essai, reglage, (current, formations) =>
                Part(http, current, e => e with { Formations = formations }))).BulkSend();
        group.MapGet("/nomenclatures", (HttpContext http) => ApiErrors.Json(http.Etablissement().Document.Nomenclatures));
        group.MapPut("/nomenclatures", (bool? essai, HttpContext http, Reglage reglage) =>
            SaveAsync<Dictionary<string, IReadOnlyDictionary<string,
            string>>>(http, essai, reglage, (current, tables) => Part(http, current, e => e with { Nomenclatures = tables })))
            .BulkSend();
    }

    /// <summary>What only an administrator may do to an établissement.</summary>
    public static void MapEtablissementAdministration(RouteGroupBuilder admin)
    {
        admin.MapPut("/etablissements/{etab}", (string etab, bool? essai, HttpContext http, Reglage reglage) =>
            SaveAsync<EtablissementDocument>(http, essai, reglage, (current, e) =>
                new ConfigurationDocument { Etablissements = [e with { Code = current.Find(etab)?.Code ?? etab }] }));
        admin.MapDelete("/etablissements/{etab}",
            async (string etab, string? confirmer, bool? essai, HttpContext http, ConservationService service,
                ConfigurationDirectory directory) =>
        {
            if (directory.Current.Find(etab) is not { } etablissement)
                return http.Error(StatusCodes.Status404NotFound, "code", ApiErrors.NoEtablissement(etab));
            if (essai == true)
                return ApiErrors.Json(ConservationEndpoints.Describe(
                    await service.SupprimerAsync(etablissement.Code, essai: true, http.Caller().Nom, http.RequestAborted)));
            if (confirmer != etablissement.Code)
                return http.Error(StatusCodes.Status409Conflict, "confirmer",
                    $"La suppression est définitive : ajouter ?confirmer={etablissement.Code} à l'adresse.");
            var done = await service.SupprimerAsync(etablissement.Code, essai: false, http.Caller().Nom, http.RequestAborted);
            // It is deleted either way; what is left of it goes later, and why is told.
            return done.Refus is { } why ? ApiErrors.Json(new { message = why }, StatusCodes.Status202Accepted) : Results.NoContent();
        });
    }

    // Nothing to change when the établissement was removed meanwhile.
    private static ConfigurationDocument Part(HttpContext http, ConfigurationSnapshot current, Func<EtablissementDocument,
        EtablissementDocument> change) =>
        new() { Etablissements = current.FindByCode(http.Etablissement().Code) is { } e ? [change(DocumentSecrets.Redact(e.Document))]
            : [] };

    private static IResult Json<T>(DocumentFormat format, T value) => Results.Json(value, format.Options);

    private static async Task<IResult> SaveAsync<T>(
        HttpContext http, bool? essai, Reglage reglage, Func<ConfigurationSnapshot, T, ConfigurationDocument> toDocument)
    {
        if (await http.ReadBodyAsync(LargestDocument) is not { } body)
            return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Document trop volumineux : 16 Mio au plus.");
        if (http.RequestServices.GetRequiredService<DocumentFormat>().TryRead<T>(body, out var value) is { } unreadable)
            return http.Errors(StatusCodes.Status400BadRequest, [unreadable]);

        var document = new ConfigurationDocument();
        ConfigurationDocument Change(ConfigurationSnapshot current) => document = toDocument(current, value!);
        var trial = await reglage.EssayerAsync(Change, http.RequestAborted);
        if (trial.Erreurs.Count > 0) return http.Errors(StatusCodes.Status400BadRequest, trial.Erreurs);
        if (essai == true) return ApiErrors.Json(new { essai, differences = trial.Differences, impact = trial.Impact });
        if (await reglage.AppliquerAsync(Change, http.Caller().Nom, http.RequestAborted) is { Count: > 0 } errors)
            return http.Errors(StatusCodes.Status400BadRequest, errors);
        var impact = trial.Impact;
        return ApiErrors.Json(new { etablissements = document.Etablissements.Count, campagnes = document.Campagnes.Count, impact });
    }
}
