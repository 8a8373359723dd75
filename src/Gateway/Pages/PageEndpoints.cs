using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Pages;

/// <summary>The first page, and the documentation that the program carries. Public, and without anything of anybody.</summary>
internal static class PageEndpoints
{
    private static readonly byte[] Style = Resource("style.css");
    private static readonly byte[] Script = Resource("gestion.js");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", HomeAsync);
        pages.MapGet("/style.css", (HttpContext http) =>
        {
            Layout.Protect(http);
            return Results.Bytes(Style, "text/css; charset=utf-8");
        });
        pages.MapGet("/gestion.js", (HttpContext http) =>
        {
            Layout.Protect(http);
            return Results.Bytes(Script, "text/javascript; charset=utf-8");
        });
        pages.MapGet("/docs/{**chemin}", (string chemin, HttpContext http) => Document(chemin, http));
    }

    private static async Task<IResult> HomeAsync(HttpContext http, HealthCheckService health)
    {
        var report = await health.CheckHealthAsync(http.RequestAborted);
        var ready = report.Status != HealthStatus.Unhealthy;
        var problem = report.Entries.Values.FirstOrDefault(e => e.Status == HealthStatus.Unhealthy).Description
            ?? "un contrôle a échoué, voir /sante/prete";
        var root = Layout.Text(http.Request.PathBase.Value ?? "");
        var guides = Guide.Guides.Select(guide => $"<li><a href=\"{root}/docs/{guide.Path}\">{Layout.Text(guide.Title)}</a></li>");
        var state = ready ? "<span class=\"bien\">en service</span>"
            : $"<span class=\"mal\">indisponible</span> : {Layout.Text(problem)}";
        return Layout.Answer(http, Layout.Page("Accueil",
            $"""
            <h1>Passerelle Parcoursup</h1>
            <p>Cette passerelle relie Parcoursup aux systèmes d'information des établissements : elle reçoit les candidats et leurs
            réponses, décide de chaque vœu, tient à jour le système de l'établissement, et informe Parcoursup des inscriptions.</p>
            <dl>
            <dt>Version</dt><dd>{Layout.Text(GatewayVersion.Text)}</dd>
            <dt>État</dt><dd>{state}</dd>
            </dl>
            <h2 id="guides">Guides</h2>
            <ul>
            {string.Join('\n', guides)}
            </ul>
            <h2>Pour les développeurs et les exploitants</h2>
            <ul>
            <li><a href="{root}/openapi">Interface REST</a>, et sa <a href="{root}/openapi.json">description OpenAPI 3.1</a></li>
            <li><a href="{root}/docs/operations.md">Exploitation</a>, <a href="{root}/docs/glossaire.md">glossaire</a>,
            <a href="{root}/docs/reference/api.md">adresses et réglages</a> (en anglais)</li>
            <li>Supervision : <a href="{root}/sante/prete"><code>/sante/prete</code></a> et
            <a href="{root}/sante/vivante"><code>/sante/vivante</code></a></li>
            </ul>
            """, http.Request.PathBase.Value ?? ""));
    }

    private static IResult Document(string path, HttpContext http)
    {
        if (Guide.PictureOf(path) is { } picture)
        {
            Layout.Protect(http);
            return Results.Bytes(picture, "image/png");
        }

        if (Guide.TextOf(path) is not { } text)
            return Layout.Answer(http, Layout.Page("Page introuvable",
                "<h1>Page introuvable</h1><p>Cette page de la documentation n'existe pas : revenir à l'accueil.</p>",
                http.Request.PathBase.Value ?? ""), StatusCodes.Status404NotFound);
        if (!path.EndsWith(".md", StringComparison.Ordinal))
        {
            Layout.Protect(http);
            return Results.Text(text, "text/plain", Encoding.UTF8);
        }

        var language = path.StartsWith("guide/", StringComparison.Ordinal) ? "fr" : "en";
        return Layout.Answer(http, Layout.Page(
            Guide.TitleOf(text), MarkdownPage.Render(path, text), http.Request.PathBase.Value ?? "", language));
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
