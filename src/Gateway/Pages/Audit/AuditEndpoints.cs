using System.Globalization;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Audit;

/// <summary>Who did what: searched, taken away as a file, and proved. Names and files are sent in forms, never in an address.</summary>
public static class AuditEndpoints
{
    private const int Page = 100;

    public static void Map(RouteGroupBuilder pages)
    {
        var audit = pages.MapGroup("/audit").Pour(Niveau.Exploitant);
        audit.MapGet("", (HttpContext http, AuditReader reader) => ShowAsync(http, reader, new Saisie(), null))
            .Consulte(ActeAudit.AuditConsulte);
        audit.MapPost("", async (HttpContext http, AuditReader reader) =>
            await ShowAsync(http, reader, await SaisieAsync(http), null)).Consulte(ActeAudit.AuditConsulte);
        audit.MapPost("/exporter", ExportAsync).Consulte(ActeAudit.AuditConsulte);
        audit.MapPost("/verifier", async (HttpContext http, AuditReader reader, AuditVerifier verifier) =>
            await ShowAsync(http, reader, new Saisie(), await verifier.VerifyAsync(null, http.RequestAborted)))
            .Consulte(ActeAudit.AuditConsulte);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AuditReader reader, Saisie saisie, EtatAudit? chain)
    {
        var services = http.RequestServices;
        var acts = services.GetRequiredService<ActesAudit>();
        var errors = saisie.Erreurs(acts).ToList();
        var rows = errors.Count > 0 ? [] : await reader.PageAsync(Filtre(http, saisie), saisie.Avant, Page, http.RequestAborted);
        return http.Page<AuditPage>("Audit", new Journal(
            rows, [.. acts.Codes], services.GetRequiredService<ConfigurationDirectory>().Current.Etablissements, saisie,
            rows.Count == Page ? rows[^1].Numero : null, errors, chain),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, AuditReader reader)
    {
        var saisie = await SaisieAsync(http);
        if (saisie.Erreurs(http.RequestServices.GetRequiredService<ActesAudit>()).Any()) return await ShowAsync(http, reader, saisie, null);
        var (csv, ct) = (saisie.Forme == AuditExport.Csv, http.RequestAborted);
        var rows = reader.ReadAsync(Filtre(http, saisie), 0, ct);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(
            output => AuditExport.WriteAsync(output, rows, csv, ct), csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
            csv ? "audit.csv" : "audit.jsonl");
    }

    // Also the code of an établissement that is no more: the audit outlives it.
    private static FiltreAudit Filtre(HttpContext http, Saisie saisie) => new(
        http.RequestServices.GetRequiredService<ConfigurationDirectory>().Current.Find(saisie.Etablissement)?.Code
            ?? Given(saisie.Etablissement),
        Given(saisie.Acte), Given(saisie.Qui), Given(saisie.Sujet), saisie.Jours.Depuis, saisie.Jours.Jusqua);

    private static string? Given(string text) => text.Length > 0 ? text : null;

    private static async Task<Saisie> SaisieAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return new(
            form["qui"].ToString().Trim(), form["acte"].ToString(), form["etablissement"].ToString().Trim(),
            form["sujet"].ToString().Trim(), form["du"].ToString(), form["au"].ToString(), form["forme"].ToString(),
            long.TryParse(form["avant"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null);
    }

    /// <param name="Suite">Where the next page begins.</param>
    /// <param name="Chaine">What the verification has just found; null when it was not asked for.</param>
    public sealed record Journal(
        IReadOnlyList<AuditRow> Lignes, IReadOnlyList<string> Actes, IReadOnlyList<EtablissementModel> Etablissements, Saisie Saisie,
        long? Suite, IReadOnlyList<Erreur> Erreurs, EtatAudit? Chaine);

    /// <summary>The form as it was filled in.</summary>
    /// <param name="Du">First day, in Paris.</param>
    /// <param name="Au">Last day, in Paris: all of it.</param>
    public sealed record Saisie(
        string Qui = "", string Acte = "", string Etablissement = "", string Sujet = "", string Du = "", string Au = "", string Forme = "",
        long? Avant = null)
    {
        internal JoursSaisis Jours => new(Du, Au);

        internal bool EstFiltree => (Qui + Acte + Etablissement + Sujet + Du + Au).Length > 0;

        internal IEnumerable<(string Nom, string Valeur)> Champs =>
        [
            ("qui", Qui), ("acte", Acte), ("etablissement", Etablissement), ("sujet", Sujet), ("du", Du), ("au", Au),
        ];

        internal IEnumerable<Erreur> Erreurs(ActesAudit acts) => Jours.Erreurs()
            .Concat(Acte.Length == 0 || acts.Knows(Acte) ? [] : [new Erreur("acte", FiltresConnus.Refus("acte", Acte, acts.Codes))]);
    }
}
