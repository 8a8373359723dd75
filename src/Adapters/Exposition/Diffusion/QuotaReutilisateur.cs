using System.Globalization;
using System.Threading.RateLimiting;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>Who calls; a key is not needed, but it has a quota of its own.</summary>
/// <param name="Cle">The limit's key.</param>
/// <param name="EstCle">He has a key: his quota is one over all nodes. An address without key has each node's.</param>
/// <param name="ParMinute">Null: no limit (an administrator).</param>
/// <param name="Inconnue">He sent a key that there is not.</param>
internal sealed record Appelant(string Cle, int? ParMinute, bool Inconnue, bool EstCle = false);

/// <summary>
/// What stands before the addresses for re-users: whose call it is, then his quota, then whether his key is right. Wrong keys use up
/// the quota of their address.
/// </summary>
internal static class QuotaReutilisateur
{
    private static readonly PathString Prefix = "/api/exposition";
    private static readonly TimeSpan Fenetre = QuotaPartage.Fenetre;

    public static void UseQuotaReutilisateur(this IApplicationBuilder app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Prefix), branch =>
        {
            branch.Use(async (http, next) =>
            {
                http.Features.Set(await AppelantAsync(http));
                await next(http);
            });
            branch.Use(async (http, next) =>
            {
                using var appel = http.RequestServices.GetRequiredService<QuotaAdresses>().Prendre(http.Features.Get<Appelant>());
                if (appel.IsAcquired) await next(http);
                else await RefuserAsync(http, appel.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Fenetre);
            });
            branch.Use(async (http, next) =>
            {
                var (quota, ct) = (http.RequestServices.GetRequiredService<QuotaPartage>(), http.RequestAborted);
                var wait = http.Features.Get<Appelant>() is { EstCle: true, ParMinute: { } parMinute } appelant
                    ? await quota.PrendreAsync(appelant.Cle, parMinute, ct) : null;
                if (wait is { } needed) await RefuserAsync(http, needed);
                else await next(http);
            });
            branch.Use(async (http, next) =>
            {
                if (http.Features.Get<Appelant>() is not { Inconnue: true })
                {
                    await next(http);
                    return;
                }

                http.Response.Headers.WWWAuthenticate = "Bearer";
                await RefusApi.De(StatusCodes.Status401Unauthorized, "Clé inconnue ou retirée : en demander une, ou appeler sans clé.")
                    .ExecuteAsync(http);
            });
        });
    }

    private static Task RefuserAsync(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return RefusApi.De(StatusCodes.Status429TooManyRequests,
            "Quota dépassé : patienter le temps que dit Retry-After, ou demander un quota plus grand.").ExecuteAsync(http);
    }

    private static async Task<Appelant> AppelantAsync(HttpContext http)
    {
        var source = "adresse " + CallerAddress.SourceOf(CallerAddress.Of(http));
        var anonyme = http.RequestServices.GetRequiredService<DiffusionOptions>().AnonymeParMinute;
        if (Cle(http.Request.Headers) is not { } key) return new(source, anonyme, Inconnue: false);
        if (await http.RequestServices.GetRequiredService<ReutilisateurBook>().FindAsync(key, http.RequestAborted) is { } known)
            return new(known.Id, Math.Max(1, known.ParMinute), Inconnue: false, EstCle: true);
        return await http.RequestServices.GetRequiredService<ApiKeys>().FindAsync(key, http.RequestAborted) is { IsAdministrator: true } own
            && !own.Limites.IsOver(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())
            && own.Limites.Allows(CallerAddress.Of(http))
            ? new("", null, Inconnue: false) : new(source, anonyme, Inconnue: true);
    }

    private static string? Cle(IHeaderDictionary headers) =>
        headers.Authorization.ToString() is var bearer && bearer.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase)
            ? bearer["Bearer".Length..].Trim()
            : headers["X-Api-Key"].ToString() is { Length: > 0 } key ? key.Trim() : null;
}

/// <summary>Section <c>Exposition:Diffusion</c> of the settings.</summary>
internal sealed record DiffusionOptions
{
    public const string Section = "Exposition:Diffusion";

    /// <summary>Calls that an address may make in a minute without a key; what the API itself allows.</summary>
    public int AnonymeParMinute { get; init; } = 800;

    /// <summary>Older records are asked for anew where the settings name an API.</summary>
    public int AgeMaximalJours { get; init; } = 30;
}
