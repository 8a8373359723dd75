using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>The nights: what each changed, why one is held, what confirming it would change, and the confirmation.</summary>
public static class NuitPages
{
    private const int MostAlerts = 200;
    private const int MostNights = 100;

    public static void Map(RouteGroupBuilder catalogue)
    {
        catalogue.MapGet("/nuits", ListAsync).PourRoles(Qui.Tous);
        catalogue.MapGet("/nuits/{jour}", async (string jour, HttpContext http, NuitBook nuits, ImportBook imports) =>
            JourCivil.TryParse(jour, out var day) && await nuits.FindAsync(day, http.RequestAborted) is { } row
                ? await ShowAsync(http, nuits, imports, day, row, null) : Unknown(http)).PourRoles(Qui.Tous);
        catalogue.MapPost("/nuits/essai", TryAsync).PourRoles(RoleEcrit.Moss);
        catalogue.MapPost("/nuits", RunAsync).PourRoles(RoleEcrit.Moss);
        catalogue.MapPost("/campagnes", OpenAsync).PourRoles(RoleEcrit.Moss);
    }

    private static async Task<IResult> ListAsync(HttpContext http, NuitBook nuits, EnvoiPlanifieBook envois, CampagneBook campagnes,
        CatalogueOptions options, IBusinessClock clock)
    {
        var (who, ct) = (http.Acteur(), http.RequestAborted);
        var posted = (await envois.ListerAsync(ct)).ToDictionary(e => e.Jour, e => e.Etat);
        return http.Page<NuitsPage>("Nuits", new Toutes(
            [.. (await nuits.ListAsync(ct)).Take(MostNights).Select(row => Nuit.De(row, who, posted.GetValueOrDefault(row.Jour)))],
            string.IsNullOrWhiteSpace(options.Nuit) ? null : CronEnMots.Phrase(options.Nuit), clock.Today,
            await campagnes.ContexteAsync(clock.Today, ct) is not null));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, NuitBook nuits, ImportBook imports, DateOnly day, NuitRow? row, EffetVu? trial)
    {
        var (who, ct) = (http.Acteur(), http.RequestAborted);
        var last = await nuits.LastAsync(ct);
        var fed = await imports.ListAsync(ct);
        var waits = row is null || (row.Jour == last?.Jour && row.Etat == nameof(EtatNuit.Retenue));
        return http.Page<NuitPage>($"Nuit du {Fr.Jour(day)}", new Une(
            day, row is null ? null : Nuit.De(row, who, null), waits, ImportGate.Cause(fed.Count == 0 ? null : fed[0]),
            fed.Count == 0 ? null : Recu.De(fed[0], fed.FirstOrDefault(i => i.Est(EtatImport.Applique)))) { Essai = trial });
    }

    private static async Task<IResult> TryAsync(HttpContext http, NuitService service, NuitBook nuits, ImportBook imports)
    {
        var (form, who, ct) = (await http.Request.ReadFormAsync(http.RequestAborted), http.Acteur(), http.RequestAborted);
        if (!JourCivil.TryParse(form["jour"], out var day)) return Unknown(http);
        var tried = await service.PrevoirAsync(day, ct);
        return tried.Corps is not BilanNuit end ? http.Refuse(StatusCodes.Status400BadRequest, "", CataloguePages.Motifs(tried))
            : await ShowAsync(http, nuits, imports, day, await nuits.FindAsync(day, ct), EffetVu.De(end.changements, [], who));
    }

    private static async Task<IResult> RunAsync(HttpContext http, NuitService service)
    {
        var (form, who) = (await http.Request.ReadFormAsync(http.RequestAborted), http.Acteur());
        if (!JourCivil.TryParse(form["jour"], out var day)) return Unknown(http);
        if (form["lu"] != "oui")
            return http.Refuse(StatusCodes.Status400BadRequest, "lu", CataloguePages.NonLu);
        // Only what was held when he looked is confirmed: what is held since then waits for another look.
        var end = await service.ExecuterAsync(day, form["confirmer"] == "oui" ? who.Nom : null, who.Nom, http.RequestAborted);
        return end.Corps is not BilanNuit told ? http.Refuse(StatusCodes.Status400BadRequest, "", CataloguePages.Motifs(end))
            : http.Suite(CataloguePages.Nuit(day), told.appliquee
                ? $"Nuit appliquée : {Fr.Nombre(told.changements.Sum(c => c.nombre), "changement")} de statut."
                : "La nuit est retenue : voir pourquoi.");
    }

    private static async Task<IResult> OpenAsync(HttpContext http, CampagneBook campagnes)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!JourCivil.TryParse(form["debut"], out var day))
            return http.Refuse(StatusCodes.Status400BadRequest, "debut", "Rien n'a été fait : indiquer le premier jour de la campagne.");
        await campagnes.OuvrirAsync(day, http.RequestAborted);
        return http.Suite(CataloguePages.Racine, $"Campagne ouverte au {Fr.Jour(day)}.");
    }

    private static IResult Unknown(HttpContext http) =>
        http.Refuse(StatusCodes.Status404NotFound, "jour", "Aucune nuit n'est connue de ce jour.");

    /// <param name="Cron">When a night runs by itself, in words; null: never.</param>
    public sealed record Toutes(IReadOnlyList<Nuit> Nuits, string? Cron, DateOnly Aujourdhui, bool CampagneOuverte);

    /// <param name="Cause">Why it is held.</param>
    /// <param name="Comptes">How many had each status after it.</param>
    /// <param name="Variations">Since the night before, whoever changed it.</param>
    public sealed record Nuit(
        DateOnly Jour, string Etat, string Par, DateTimeOffset? TermineeLe, string? Cause,
        IReadOnlyList<(string Statut, long Nombre)> Comptes, EffetVu Variations,
        IReadOnlyList<(string? Cle, string Motif)> Alertes, long NombreAlertes, string? Envoi)
    {
        internal static Nuit De(NuitRow row, Acteur who, string? envoi)
        {
            var told = BilanNuit.Lire(row.Bilan);
            // An alert names a formation, of whichever académie.
            var alerts = who.Vues() is null && told is { appliquee: true } ? told.alertes : [];
            return new(row.Jour, row.Etat, row.Par, row.TermineeLe, told?.cause,
                who.Vues() is null ? [.. (told?.compte ?? new Dictionary<string, long>()).Select(c => (c.Key, c.Value))] : [],
                EffetVu.De([.. (told?.academies ?? []).SelectMany(a => a.changements).GroupBy(c => (c.de, c.vers))
                    .Select(g => new Mouvement(g.Key.de, g.Key.vers, g.Sum(c => c.nombre)))], told?.academies ?? [], who),
                [.. alerts.Take(MostAlerts).Select(a => (a.cle, a.motif))], alerts.Count, envoi);
        }
    }

    /// <param name="Passee">Null for one that nobody has asked for yet.</param>
    /// <param name="Attend">It can be run, or confirmed, now.</param>
    /// <param name="Cause">Why it would be held now; null when it would not.</param>
    public sealed record Une(DateOnly Jour, Nuit? Passee, bool Attend, string? Cause, Recu? Import)
    {
        public EffetVu? Essai { get; init; }
    }

    /// <summary>What the last import holds, beside the last that was applied.</summary>
    /// <param name="Applicable">Confirming the night applies it; else the night runs without it.</param>
    public sealed record Recu(string Fichier, DateTimeOffset Le, bool Applicable, int? Publiees, int? AppliqueesAvant)
    {
        internal static Recu De(ImportRow last, ImportRow? applied)
        {
            var (held, before) = (Mesure(last), applied is null ? null : Mesure(applied));
            return new(last.Fichier, last.RecuLe, last.Est(EtatImport.Retenu) && last.Confirmable, held?.Publiees, before?.Publiees);
        }

        private static MesureImport? Mesure(ImportRow row) => row.Mesure is { } text ? JsonText.Read<MesureImport>(text) : null;
    }
}
