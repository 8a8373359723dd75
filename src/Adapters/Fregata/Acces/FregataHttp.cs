using System.Globalization;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Fregata.Acces;

/// <summary>How a request of Fregata is read, and answered.</summary>
internal static class FregataHttp
{
    private const int LargestBody = 4 * 1024 * 1024;
    private const int MostLines = 1000;

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, FregataJson.Options, statusCode: status);

    /// <summary>The body, read; else the answer that says what is wrong with it.</summary>
    public static async Task<(T? Value, byte[] Body, IResult? Refusal)> ReadAsync<T>(HttpContext http) where T : class
    {
        if (await http.ReadBodyAsync(LargestBody) is not { } body)
            return (null, [], http.Error(StatusCodes.Status413PayloadTooLarge, "", "Envoi trop volumineux : 4 Mio au plus, le découper."));
        try
        {
            return JsonSerializer.Deserialize<T>(body, FregataJson.Requests) is { } value
                ? (value, body, null) : (null, body,
                    http.Error(StatusCodes.Status400BadRequest, "", "Le corps de la requête est vide : voir /fregata/v1/openapi.json."));
        }
        catch (JsonException wrong)
        {
            var field = wrong.Path is { Length: > 2 } path ? $", champ inconnu ou mal formé « {path[2..]} »" : "";
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"Le corps n'est pas le JSON attendu (ligne {wrong.LineNumber + 1}, colonne {wrong.BytePositionInLine + 1}{field}) : "
                + $"voir /fregata/v1/openapi.json.");
            // It may have been meant to tell of inscriptions: what was told is never lost.
            await http.RequestServices.GetRequiredService<FregataJournal>().AppendRefusedAsync(http, body, message);
            return (null, body, http.Error(StatusCodes.Status400BadRequest, wrong.Path?.TrimStart('$', '.') ?? "", message));
        }
    }

    /// <summary>Null when there are lines, and not too many.</summary>
    public static IResult? RefuseLines<T>(HttpContext http, IReadOnlyList<T>? lines) => lines switch
    {
        null or { Count: 0 } => http.Error(StatusCodes.Status400BadRequest, "inscriptions",
            "Indiquer au moins une inscription dans « inscriptions »."),
        { Count: > MostLines } =>
        http.Error(StatusCodes.Status400BadRequest, "inscriptions", $"Au plus {MostLines} inscriptions par envoi : le découper."),
        _ => null,
    };
}
