using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>An answer before it is written: the API's own JSON, with its status.</summary>
internal sealed record ReponseExposition(int Statut, JsonNode Corps)
{
    public const string Page = "<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>";

    private static readonly IReadOnlyDictionary<int, string> Noms = new Dictionary<int, string>
    {
        [400] = "Bad Request", [401] = "Unauthorized", [404] = "Not Found", [429] = "Too Many Requests", [503] = "Service Unavailable",
    };

    public static ReponseExposition Ok(JsonNode corps) => new(StatusCodes.Status200OK, corps);

    public static ReponseExposition Erreur(int statut, string message, JsonNode? data = null)
    {
        var corps = new JsonObject { ["statusCode"] = statut, ["error"] = Noms[statut], ["message"] = message };
        if (data is not null) corps["data"] = data;
        return new(statut, corps);
    }

    public Task WriteAsync(HttpContext http) => JsonBody.WriteAsync(http.Response, Corps, Statut);

    /// <summary>A proxy's page.</summary>
    public static Task WritePageAsync(HttpContext http, int statut)
    {
        http.Response.StatusCode = statut;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Page, http.RequestAborted);
    }

    /// <summary>Announces the whole body, writes half of it and hangs up.</summary>
    public async Task WriteHalfAsync(HttpContext http)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(JsonBody.Text(Corps));
        http.Response.StatusCode = Statut;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }
}
