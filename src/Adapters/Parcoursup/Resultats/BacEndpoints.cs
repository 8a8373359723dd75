using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>
/// Results of the baccalauréat, by file number or by INE (contract §7); <c>?essai=true</c> only tells what they would do.
/// </summary>
internal static class BacEndpoints
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("/resultats-bac", TakeAsync).BulkSend();

    private static async Task<IResult> TakeAsync(bool? essai, HttpContext http, BacIntake intake)
    {
        if (await http.ReadBodyAsync(BacIntake.LargestFile) is not { } body)
            return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Envoi trop volumineux : 64 Mio au plus, le découper.");
        var (answer, unreadable) = await intake.TakeAsync(
            http.Etablissement(), body, http.Request.ContentType, essai ?? false, http.Caller().Nom, http.TraceIdentifier,
            http.RequestAborted);
        return unreadable is null ? ApiErrors.Json(answer) : http.Error(StatusCodes.Status400BadRequest, "", unreadable);
    }
}
