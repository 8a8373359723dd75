using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Rest;

/// <summary>The catalogue by REST, in the shapes of the command line.</summary>
internal static class CatalogueEndpoints
{
    private const long LimiteDocument = 16 * 1024 * 1024;
    private const long LimiteFlux = 1024L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder root)
    {
        var read = root.MapGroup("/api/catalogue").WithMetadata(ApiPolicy.OfModule).AddEndpointFilter(RolesCatalogue.LireAsync);
        read.MapGet("/formations", (HttpContext http, Consultation c, CancellationToken ct) => Dire(c.StatutsAsync(http.Acteur(), ct)));
        read.MapGet("/formations/{cle}", (string cle, HttpContext http, Consultation c, CancellationToken ct) =>
            Dire(c.StatutAsync(cle, http.Acteur(), ct)));
        read.MapGet("/formations/{cle}/charge", async (string cle, HttpContext http, Consultation c, CancellationToken ct) =>
            await c.ChargeAsync(cle, http.Acteur(), ct) is { } body ? Results.Bytes(body, "application/json")
                : Dire(Consultation.Inconnue(cle)));
        read.MapPost("/formations/{cle}/publier", (string cle, HttpContext http, ActionService a) =>
            Dire(a.AgirAsync(ActionService.Publier, cle, http.Acteur()!, null, http.RequestAborted)));
        read.MapPost("/formations/{cle}/ne-pas-publier", (string cle, Raison raison, HttpContext http, ActionService a) =>
            Dire(a.AgirAsync(ActionService.NePasPublier, cle, http.Acteur()!, raison.raison, http.RequestAborted)));
        read.MapGet("/regles", (RegleService r, CancellationToken ct) => Dire(r.ExporterAsync(ct)));
        read.MapGet("/regles/historique", (string? regle, RegleService r, CancellationToken ct) => Dire(r.HistoriqueAsync(regle, ct)));
        read.MapPut("/regles/{regle}/statuts/{academie}", (string regle, string academie, Decision d, HttpContext http, RegleService r) =>
            Dire(r.DeciderAsync(regle, academie, d.statut ?? "-", http.Acteur()!, http.RequestAborted)));
        read.MapGet("/nuits", async (HttpContext http, NuitBook nuits, EnvoiPlanifieBook envois, CancellationToken ct) =>
        {
            var who = http.Acteur()!;
            var posted = (await envois.ListerAsync(ct)).ToDictionary(e => e.Jour);
            return Dire(Issue.Faite(new
            {
                nuits = (await nuits.ListAsync(ct)).Select(n => new
                {
                    nuit = n.Jour, etat = n.Etat, par = n.Par, terminee_le = n.TermineeLe, bilan = BilanPour(who, n.Bilan),
                    envoi = posted.GetValueOrDefault(n.Jour) is { } e
                        ? new { etat = e.Etat, bilan = Tout(who) ? Lu(e.Bilan) : null } : null,
                }),
            }));
        });
        MapMoss(read.MapGroup("").AddEndpointFilter(RolesCatalogue.MossAsync));
        CleEndpoints.Map(root.MapGroup("/api/catalogue").WithMetadata(ApiPolicy.OfModule));
    }

    private static bool Tout(Acteur who) => who is { Role: RoleCatalogue.Moss } or { Academies: null };

    // What is counted over the whole country, and what names formations of others, is for whoever sees them.
    private static JsonNode? BilanPour(Acteur who, string? bilan) => Tout(who) ? Lu(bilan)
        : JsonSerializer.SerializeToNode(BilanNuit.Lire(bilan)?.Pour(who), Issue.Json);

    private static JsonNode? Lu(string? json) => json is null ? null : JsonNode.Parse(json);

    private static void MapMoss(RouteGroupBuilder moss)
    {
        moss.MapPost("/campagnes", async (Campagne campagne, CampagneBook book, CancellationToken ct) =>
        {
            if (!JourCivil.TryParse(campagne.debut, out var day))
                return Dire(Issue.Refusee("debut", DateRecue.Refus(campagne.debut ?? "", DateRecue.FormeJour)));
            await book.OuvrirAsync(day, ct);
            return Dire(Issue.Faite(new { campagne = day }));
        });
        moss.MapPost("/imports", ImporterAsync);
        moss.MapPost("/mefs", (HttpContext http, MefService mefs) =>
            AvecCorps(http, bytes => mefs.ImporterAsync(bytes, http.RequestAborted)));
        moss.MapPut("/regles", (HttpContext http, RegleService r) =>
            AvecCorps(http, bytes => r.ImporterAsync(bytes, http.Acteur()!.Nom, http.RequestAborted)));
        moss.MapPost("/regles/simulation", (HttpContext http, RegleService r) =>
            AvecCorps(http, bytes => r.SimulerAsync(bytes, http.RequestAborted)));
        moss.MapPost("/nuits", (DemandeNuit demande, HttpContext http, NuitService nuits, IBusinessClock clock) =>
        {
            var day = clock.Today;
            if (demande.date is { } text && !JourCivil.TryParse(text, out day))
                return Task.FromResult(Dire(Issue.Refusee("date", DateRecue.Refus(text, DateRecue.FormeJour))));
            var who = http.Acteur()!.Nom;
            return Dire(nuits.ExecuterAsync(day, demande.confirmer ? who : null, who, http.RequestAborted));
        });
        moss.MapPost("/restaurations", (DemandeRestauration demande, HttpContext http, RestaurationService service) =>
            JourCivil.TryParse(demande.nuit, out var day)
                ? Dire(service.RestaurerAsync(day, demande.appliquer ? http.Acteur()!.Nom : null, http.RequestAborted))
                : Task.FromResult(Dire(Issue.Refusee("nuit", DateRecue.Refus(demande.nuit ?? "", DateRecue.FormeJour)))));
        moss.MapPost("/retour", (HttpContext http, RetourService retour) =>
            AvecCorps(http, bytes => retour.LireAsync(new MemoryStream(bytes), http.RequestAborted)));
    }

    // Kept in a file while it is looked at: a feed has tens of megabytes.
    private static async Task<IResult> ImporterAsync(bool? reprise, bool? confirmer, HttpContext http, ImportService imports)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LimiteFlux;
        return Dire(await imports.ImporterAsync("flux reçu par REST", ct => RecevoirAsync(http, ct), reprise == true,
            confirmer == true ? http.Acteur()!.Nom : null, http.RequestAborted));
    }

    private static async Task<Stream> RecevoirAsync(HttpContext http, CancellationToken ct)
    {
        var file = FichierEphemere.Creer();
        try
        {
            await http.BodyInTime(LimiteFlux).CopyToAsync(file, ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<IResult> AvecCorps(HttpContext http, Func<byte[], Task<Issue>> work) =>
        await http.ReadBodyAsync(LimiteDocument) is { } bytes ? Dire(await work(bytes))
            : http.Error(StatusCodes.Status413PayloadTooLarge, "", "Le corps de la requête est trop volumineux.");

    private static async Task<IResult> Dire(Task<Issue> work) => Dire(await work);

    internal static IResult Dire(Issue issue) => Results.Text(issue.Texte(), "application/json", statusCode: issue.Code switch
    {
        Issue.Fait => StatusCodes.Status200OK,
        Issue.Retenu => StatusCodes.Status409Conflict,
        Issue.Distant => StatusCodes.Status502BadGateway,
        _ when issue.EstInconnue => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    });

    internal sealed record Raison(string? raison);

    internal sealed record Decision(string? statut);

    internal sealed record Campagne(string? debut);

    internal sealed record DemandeNuit(string? date, bool confirmer = false);

    internal sealed record DemandeRestauration(string? nuit, bool appliquer = false);
}
