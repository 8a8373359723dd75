using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Cles;

/// <summary>The keys by which machines call REST: whose they are, what limits them, when they served last.</summary>
public static class CleEndpoints
{
    // Of whatever module: their roles begin with its name.
    private const string TousRoles = "";

    /// <summary>Those of administrators, and of the modules' roles.</summary>
    public static void MapCommun(RouteGroupBuilder pages)
    {
        pages.MapGet("/cles", (HttpContext http, ApiKeys keys) => ShowAsync(http, keys, null, new(), [])).Pour(Niveau.Exploitant);
        pages.MapPost("/cles", CreateAsync).Pour(Niveau.Exploitant);
        pages.MapPost("/cles/{id}/revoquer", RevokeAsync).Pour(Niveau.Exploitant);
    }

    /// <summary>An établissement's own: who sets it up sees them; as by REST, who runs the gateway makes and revokes them.</summary>
    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/cles", (HttpContext http, ApiKeys keys) => ShowAsync(http, keys, null, new(), []))
            .Pour(Niveau.Administrateur);
        etablissement.MapPost("/cles", CreateAsync).Pour(Niveau.Exploitant);
        etablissement.MapPost("/cles/{id}/revoquer", RevokeAsync).Pour(Niveau.Exploitant);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, ApiKeys keys, string? made, Saisie saisie, IReadOnlyList<Erreur> errors)
    {
        var (code, ct) = (Where(http), http.RequestAborted);
        return http.Page<ClesPage>("Clés", new Cles(
            await keys.ListAsync(code, ct), code is null ? await keys.ListRolesAsync(TousRoles, ct) : [],
            code is null ? http.RequestServices.GetRequiredService<ConfigurationDirectory>().Current.Etablissements : [],
            made, saisie, errors, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ApiKeys keys)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var saisie = new Saisie(
            form["nom"].ToString().Trim(), form["expire"].ToString(), form["adresses"].ToString().Trim(), form["lecture"] == "oui");
        var limites = saisie.Limites;
        var errors = keys.Errors(saisie.Nom, limites).Select(e => e with
        {
            Champ = e.Champ == "expireLe" ? "expire" : e.Champ.StartsWith("adresses", StringComparison.Ordinal) ? "adresses" : e.Champ,
        }).ToList();
        if (errors.Count > 0) return await ShowAsync(http, keys, null, saisie, errors);
        var (_, key) = await keys.CreateAsync(saisie.Nom, Where(http), http.RequestAborted, limites);
        // Never in a cookie nor in an address: the answer to the form is the only page that has it.
        return await ShowAsync(http, keys, key, new(), []);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, ApiKeys keys)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (code, ct) = (Where(http), http.RequestAborted);
        if (form["lu"] != "oui") return await ShowAsync(http, keys, null, new(), [new("", "Cocher la case avant de révoquer.")]);
        var refus = code is not null ? await keys.RevokeAsync(code, id, ct) ? null : Inconnue
            : form["role"] == "oui" ? await keys.RevokeRoleAsync(TousRoles, id, ct) ? null : Inconnue
            : await keys.RevokeAdministratorAsync(id, ct) switch
            {
                Revocation.Done => null,
                Revocation.LastOne => "C'est la dernière clé d'administrateur : en créer une autre d'abord.",
                _ => Inconnue,
            };
        return refus is not null ? await ShowAsync(http, keys, null, new(), [new("", refus)])
            : http.Suite(code is null ? "/cles" : http.CheminEtablissement("/cles"), "Clé révoquée : ce qui l'utilise encore est refusé.");
    }

    private const string Inconnue = "Cette clé n'existe pas, ou plus.";

    private static string? Where(HttpContext http) => http.Features.Get<EtablissementModel>()?.Code;

    /// <param name="Faite">Just made; shown once.</param>
    public sealed record Cles(
        IReadOnlyList<ApiKeyRow> Liste, IReadOnlyList<RoleKeyRow> Roles, IReadOnlyList<EtablissementModel> Etablissements, string? Faite,
        Saisie Saisie, IReadOnlyList<Erreur> Erreurs, DateTimeOffset Maintenant);

    /// <summary>The form as it was filled in.</summary>
    public sealed record Saisie(string Nom = "", string Expire = "", string Adresses = "", bool Lecture = false)
    {
        /// <summary>The key ends as its last day begins, in Paris.</summary>
        internal LimitesCle Limites => new(
            DateOnly.TryParseExact(Expire, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? Paris.FromLocal(day.ToDateTime(TimeOnly.MinValue)) : Expire.Length == 0 ? null : DateTimeOffset.MinValue,
            Adresses.Split([' ', ',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), Lecture);
    }
}
