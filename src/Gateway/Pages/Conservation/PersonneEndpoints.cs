using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Conservation;

/// <summary>What is held of one person: counted, given to her as a file, erased. Who she is stands in forms, never in an address.</summary>
public static class PersonneEndpoints
{
    private const string Mot = "effacer";

    public static void Map(RouteGroupBuilder pages)
    {
        var personnes = pages.MapGroup("/conservation/personnes").Pour(Niveau.Exploitant);
        personnes.MapGet("", (HttpContext http) => Show(http, new("", "", "", ""), null, []));
        personnes.MapPost("/voir", async (HttpContext http, ConservationService service) =>
            await TryAsync(http, service, await WhoAsync(http), [])).Consulte(ActeAudit.DossierConsulte);
        personnes.MapPost("/exporter", ExportAsync);
        personnes.MapPost("/effacer", EraseAsync);
    }

    private static async Task<IResult> TryAsync(HttpContext http, ConservationService service, Saisie who, IReadOnlyList<Erreur> errors)
    {
        if (who.Demande.Erreur() is var (_, message)) return Show(http, who, null, [new("ine", message)]);
        if (who.Demande.Dossier is { } dossier) http.Concerne($"{who.Demande.Session}/{dossier}");
        var trial = await service.EffacerAsync(who.Demande, essai: true, http.Caller().Nom, http.RequestAborted);
        return trial.Refus is { } refus ? Show(http, who, null, [new("", refus)]) : Show(http, who, trial, errors);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, ConservationService service)
    {
        var who = await WhoAsync(http);
        if (who.Demande.Erreur() is var (_, message)) return Show(http, who, null, [new("ine", message)]);
        var (found, refus) = await service.ExporterAsync(who.Demande, http.RequestAborted);
        if (found is null) return Show(http, who, null, [new("", refus!)]);
        if (found["etablissements"] is JsonArray { Count: 0 })
            return Show(http, who, null, [new("", "La passerelle ne tient rien de cette personne.")]);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(Encoding.UTF8.GetBytes(found.ToJsonString(CommandOutput.Options)), "application/json", "personne.json");
    }

    private static async Task<IResult> EraseAsync(HttpContext http, ConservationService service)
    {
        var (who, form) = (await WhoAsync(http), await http.Request.ReadFormAsync(http.RequestAborted));
        if (who.Demande.Erreur() is var (_, message)) return Show(http, who, null, [new("ine", message)]);
        if (!string.Equals(form["confirmation"].ToString().Trim(), Mot, StringComparison.OrdinalIgnoreCase))
            return await TryAsync(http, service, who, [new("confirmation", $"Rien n'a été fait : taper exactement « {Mot} ».")]);
        var done = await service.EffacerAsync(who.Demande, essai: false, http.Caller().Nom, http.RequestAborted);
        return done.Refus is { } refus ? Show(http, who, null, [new("", refus)])
            : http.Suite("/conservation", $"La personne est effacée : {Fr.Nombre(done.Bilan.Total, "ligne")}."
                + (done.Fichiers.Count > 0 ? $" {Fr.Nombre(done.Fichiers.Count, "fichier")} peuvent encore la contenir." : ""));
    }

    private static async Task<Saisie> WhoAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return new(Text("ine"), Text("session"), Text("dossier"), Text("etablissement"));

        string Text(string name) => form[name].ToString().Trim();
    }

    private static IResult Show(HttpContext http, Saisie who, RapportPersonne? trial, IReadOnlyList<Erreur> errors) =>
        http.Page<PersonnePage>("Une personne", new Fiche(who, trial, errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    /// <summary>Whom the form names: by INE, or by session and file number; of one établissement where it says so.</summary>
    public sealed record Saisie(string Ine, string Session, string Dossier, string Etablissement)
    {
        internal DemandePersonne Demande => new(
            Ine.Length > 0 ? Ine : null, Number(Session), Number(Dossier), Etablissement.Length > 0 ? Etablissement : null);

        // Without INE the session of the form is meant with its file number; with it, alone.
        private int? Number(string text) => Ine.Length == 0
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <param name="Essai">What would go; null before it was looked for.</param>
    public sealed record Fiche(Saisie Qui, RapportPersonne? Essai, IReadOnlyList<Erreur> Erreurs);
}
