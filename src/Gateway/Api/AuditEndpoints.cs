using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Api;

/// <summary>Who did what (rule J4), for administrators: the newest first, by pages.</summary>
internal static class AuditEndpoints
{
    private const int Usual = 200;
    private const int Most = 1_000;

    public static void Map(RouteGroupBuilder admin) => admin.MapGet("/audit", ListAsync).Consulte(ActeAudit.AuditConsulte);

    private static async Task<IResult> ListAsync(
        string? etablissement, [ActeDAudit] string? acte, string? qui, string? sujet, string? depuis, string? jusqua, long? avant,
        int? taille, HttpContext http, AuditReader reader, ConfigurationDirectory directory)
    {
        var ((since, sinceIsRight), (until, untilIsRight)) = (Instant(depuis), Instant(jusqua));
        if (!sinceIsRight) return Unreadable(http, "depuis", depuis!);
        if (!untilIsRight) return Unreadable(http, "jusqua", jusqua!);
        if (taille is < 1 or > Most) return Refuse(http, "taille", $"Indiquer un nombre de 1 à {Most}.");

        var size = taille ?? Usual;
        // Also the code of one that is no more: the audit outlives it.
        var filtre = new FiltreAudit(directory.Current.Find(etablissement)?.Code ?? etablissement, acte, qui, sujet, since, until);
        var rows = await reader.PageAsync(filtre, avant, size, http.RequestAborted);
        return ApiErrors.Json(new
        {
            entrees = rows.Select(EntreeAuditView.Of), suite = rows.Count == size ? rows[^1].Numero : (long?)null,
        });
    }

    private static (DateTimeOffset? Value, bool IsRight) Instant(string? text) =>
        text is null ? (null, true) : DateRecue.TryParseInstant(text, out var instant) ? (instant, true) : (null, false);

    private static IResult Unreadable(HttpContext http, string name, string value) =>
        Refuse(http, name, DateRecue.Refus(value, DateRecue.FormeInstant));

    private static IResult Refuse(HttpContext http, string name, string message) =>
        http.Error(StatusCodes.Status400BadRequest, name, message);
}
