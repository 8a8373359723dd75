using System.Text.Encodings.Web;

namespace Parcoursup.Gateway.Pages;

/// <summary>The frame of every page, and what a browser may do with it: nothing from elsewhere, no script.</summary>
internal static class Layout
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="body">Already HTML.</param>
    /// <param name="language">Of the page; its frame is French.</param>
    /// <param name="root">The path by which the gateway is reached, without its last slash.</param>
    public static string Page(string title, string body, string root, string language = "fr") =>
        $"""
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Text(title)} – Passerelle Parcoursup</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{Text(root)}/style.css">
        </head>
        <body>
        <a class="evitement" href="#contenu">Aller au contenu</a>
        <header><a href="{Text(root)}/">Passerelle Parcoursup</a>
        <nav aria-label="Navigation principale"><a href="{Text(root)}/gestion/">Se connecter</a> <a href="{Text(root)}/#guides">Guides</a>
        <a href="{Text(root)}/openapi">Interface REST</a></nav></header>
        <main id="contenu" lang="{language}">
        {body}
        </main>
        </body>
        </html>
        """;

    // Accents stay letters: only what means something in HTML is written otherwise.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(text);

    public static IResult Answer(HttpContext http, string html, int status = StatusCodes.Status200OK)
    {
        Protect(http);
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }

    public static void Protect(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
    }
}
