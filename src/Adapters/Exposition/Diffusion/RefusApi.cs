using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>Errors in the form of the API that re-users know: <c>statusCode</c>, <c>error</c>, <c>message</c>, <c>data</c>.</summary>
internal static class RefusApi
{
    public static IResult De(int status, string message, JsonNode? data = null)
    {
        var body = new JsonObject { ["statusCode"] = status, ["error"] = Nom(status), ["message"] = message };
        if (data is not null) body["data"] = data;
        return Results.Json(body, JsonText.Options, statusCode: status);
    }

    private static string Nom(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad Request",
        StatusCodes.Status401Unauthorized => "Unauthorized",
        StatusCodes.Status404NotFound => "Not Found",
        StatusCodes.Status429TooManyRequests => "Too Many Requests",
        StatusCodes.Status405MethodNotAllowed => "Method Not Allowed",
        StatusCodes.Status500InternalServerError => "Internal Server Error",
        StatusCodes.Status503ServiceUnavailable => "Service Unavailable",
        _ => "Error",
    };
}
