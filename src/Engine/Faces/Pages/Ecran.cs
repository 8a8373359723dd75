using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>What the host says of its pages: their name, and where they lead to.</summary>
/// <param name="Etablissement">The pages of an établissement, those of its system too.</param>
/// <param name="Passerelle">The pages that are of none, and that this person may open.</param>
public sealed record Navigation(
    string Produit, Func<EtablissementModel, IEnumerable<EntreeMenu>> Etablissement, Func<Utilisateur, IEnumerable<EntreeMenu>> Passerelle);

/// <summary>Draws pages and leads from one to the next.</summary>
public static class Ecran
{
    private const string CookieMessage = "pg_message";

    // What a browser may do with a page: forms go to ourselves, scripts are our own files, nothing comes from elsewhere.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IResult Page<TPage>(this HttpContext http, string titre, object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var context = ContextOf(http, titre);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.Remove("Pragma");
        return new RazorComponentResult<Racine>(new Dictionary<string, object?>
        {
            [nameof(Racine.Page)] = context, [nameof(Racine.Contenu)] = typeof(TPage),
            [nameof(Racine.Parametres)] = model is null ? null : new Dictionary<string, object> { ["Model"] = model },
        }) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>After an act: another page, so that reloading it does nothing twice.</summary>
    /// <param name="chemin">Below <see cref="PageContext.Prefixe"/>.</param>
    /// <param name="message">What was done; the next page tells it.</param>
    public static IResult Suite(this HttpContext http, string chemin, string? message = null)
    {
        if (message is not null)
            http.Response.Cookies.Append(CookieMessage, Convert.ToBase64String(Encoding.UTF8.GetBytes(message)), Cookie(http));
        return Results.Redirect(http.Request.PathBase + PageContext.Prefixe + chemin);
    }

    /// <summary>What went wrong, as a page of the host's.</summary>
    public static IResult Echec(this HttpContext http, int status, string message) =>
        http.RequestServices.GetServices<IErrorForm>().First(form => form.Prefix == PageContext.Prefixe).Answer(http, status, message);

    /// <summary>The address of a page of the établissement of this call, for <see cref="Suite"/>.</summary>
    public static string CheminEtablissement(this HttpContext http, string chemin) =>
        $"/etablissements/{Uri.EscapeDataString(http.Etablissement().Code)}{chemin}";

    /// <summary>Cookies of pages: for them alone, unreadable for scripts, over TLS where the page is.</summary>
    public static CookieOptions Cookie(HttpContext http) => new()
    {
        HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps,
        Path = http.Request.PathBase + PageContext.Prefixe,
    };

    /// <summary>As people call it.</summary>
    public static string NomDe(EtablissementModel etablissement) =>
        etablissement.Document.Libelle is { Length: > 0 } libelle ? libelle : etablissement.Code;

    private static PageContext ContextOf(HttpContext http, string titre)
    {
        var navigation = http.RequestServices.GetRequiredService<Navigation>();
        var who = http.Features.Get<Utilisateur>();
        var where = http.Features.Get<EtablissementModel>();
        var entries = who is null ? [] : where is null ? navigation.Passerelle(who)
            : navigation.Etablissement(where).Where(entry => who.Sur(where.Code) >= entry.Niveau);
        return new PageContext(
            http.Request.PathBase.Value ?? "", navigation.Produit, titre,
            http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken!, who, where,
            [.. entries.OrderBy(entry => entry.Rang)], http.Request.Path.Value ?? "") { Message = MessageOf(http) };
    }

    private static string? MessageOf(HttpContext http)
    {
        if (http.Request.Cookies[CookieMessage] is not { } told) return null;
        http.Response.Cookies.Delete(CookieMessage, Cookie(http));
        var bytes = new byte[told.Length];
        return Convert.TryFromBase64String(told, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
