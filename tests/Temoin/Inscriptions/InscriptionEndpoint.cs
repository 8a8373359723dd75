using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Temoin.Configuration;

namespace Parcoursup.Gateway.Temoin.Inscriptions;

/// <summary>
/// <c>POST /temoin/{uai}/inscriptions</c>: the answer is given once the lines are in the journal; <see cref="LigneApplier"/> applies
/// them.
/// </summary>
internal static class InscriptionEndpoint
{
    private const int LargestBody = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder group) => group.MapPost("/inscriptions",
        async (HttpContext http, Journal journal, IBusinessClock clock, TimeProvider time) =>
        {
            if (await http.ReadBodyAsync(LargestBody) is not { } body)
                return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Envoi trop volumineux : 1 Mio au plus, le découper.");
            var reading = LigneTemoin.Read(body, http.Request.ContentType, clock.Now);
            if (reading.Illisible is { } unreadable) return http.Error(StatusCodes.Status400BadRequest, "", unreadable);
            if (reading.Lues.Count > 0) await journal.AppendAsync(Message(http, body, time.GetUtcNow()), http.RequestAborted);
            return ApiErrors.Json(reading.ToAnswer());
        });

    private static MessageEntrant Message(HttpContext http, byte[] body, DateTimeOffset now) => new()
    {
        RecuLe = now, Etablissement = http.Etablissement().Code, Canal = Canal.InscriptionsTemoin,
        Compte = http.Etablissement().Temoin?.Login, TypeContenu = http.Request.ContentType, Corps = body,
        Correlation = http.TraceIdentifier,
    };
}
