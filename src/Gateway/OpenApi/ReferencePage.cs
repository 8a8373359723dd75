using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Pages;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>The description as a page to read: no script, each operation unfolds by itself.</summary>
internal static class ReferencePage
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(JsonObject document, string root)
    {
        var html = new StringBuilder("<h1>Interface REST</h1>\n<p>").Append(Layout.Text(Of(document["info"]!["description"])));
        html.Append(CultureInfo.InvariantCulture, $" La <a href=\"{Layout.Text(root)}/openapi.json\">description OpenAPI 3.1</a> ");
        html.Append("est faite pour les programmes.</p>\n<ul>");
        var tags = document["tags"]!.AsArray();
        foreach (var (tag, i) in tags.Select((t, i) => (t!, i)))
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#t{i}\">{Layout.Text(Of(tag["name"]))}</a></li>");
        html.Append("</ul>\n");
        foreach (var (tag, i) in tags.Select((t, i) => (t!, i)))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 id=\"t{i}\">{Layout.Text(Of(tag["name"]))}</h2>\n");
            html.Append(CultureInfo.InvariantCulture, $"<p>{Layout.Text(Of(tag["description"]))}</p>\n");
            foreach (var (path, methods) in document["paths"]!.AsObject())
                foreach (var (method, operation) in methods!.AsObject().Where(m => Of(m.Value!["tags"]![0]) == Of(tag["name"])))
                    Operation(html, method, path, operation!.AsObject());
        }

        return Layout.Page("Interface REST", html.ToString(), root);
    }

    private static void Operation(StringBuilder html, string method, string path, JsonObject operation)
    {
        html.Append(CultureInfo.InvariantCulture,
            $"<details><summary><span class=\"methode\">{method.ToUpperInvariant()}</span> <code>{Layout.Text(path)}</code> "
            + $"<span class=\"discret\">{Layout.Text(Of(operation["summary"]))}</span></summary>\n"
            + $"<p>{Layout.Text(Of(operation["description"]))}</p>\n");
        if (operation["parameters"] is JsonArray parameters)
        {
            html.Append("<table tabindex=\"0\"><thead><tr><th>Paramètre</th><th>Où</th><th>Ce que c'est</th><th>Exemple</th></tr></thead>\n"
                + "<tbody>\n");
            foreach (var p in parameters)
                html.Append(CultureInfo.InvariantCulture,
                    $"<tr><td><code>{Layout.Text(Of(p!["name"]))}</code></td><td>{PlaceOf(Of(p["in"]))}</td>"
                    + $"<td>{Layout.Text(Of(p["description"]))}</td>"
                    + $"<td><code>{Layout.Text(p["example"]?.ToString() ?? "")}</code></td></tr>\n");
            html.Append("</tbody></table>\n");
        }

        if (operation["requestBody"] is { } body)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><strong>Corps.</strong> {Layout.Text(Of(body["description"]))}</p>\n");
            Content(html, body["content"]);
        }

        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><strong>{status}</strong> {Layout.Text(Of(response!["description"]))}</p>\n");
            // Errors of one family look alike: one of them is enough.
            if (status[0] == '2' || response["content"]?[0] is null) Content(html, response["content"]);
        }

        html.Append("</details>\n");
    }

    private static void Content(StringBuilder html, JsonNode? content)
    {
        foreach (var (type, media) in content?.AsObject() ?? [])
        {
            var example = media!["example"];
            var text = example is JsonValue ? example.ToString() : example?.ToJsonString(Indented);
            html.Append(CultureInfo.InvariantCulture,
                $"<p class=\"discret\">{Layout.Text(type)}</p><pre tabindex=\"0\"><code>{Layout.Text(text ?? "")}</code></pre>\n");
        }
    }

    private static string PlaceOf(string place) => place switch
    {
        "path" => "adresse",
        "query" => "filtre",
        _ => "en-tête",
    };

    private static string Of(JsonNode? text) => text?.GetValue<string>() ?? "";
}
