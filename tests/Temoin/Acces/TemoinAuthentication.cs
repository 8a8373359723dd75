using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Temoin.Configuration;

namespace Parcoursup.Gateway.Temoin.Acces;

/// <summary>
/// HTTP Basic with the account of the établissement's section, slowed down as for all other callers. Somebody else's UAI is as good
/// as no account: whether it exists is not told.
/// </summary>
internal sealed class TemoinAuthentication(ConfigurationDirectory directory, CredentialCheck credentials) : IEndpointFilter
{
    private const string Nobody = "temoin?";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await RefusalAsync(context.HttpContext) ?? await next(context);

    private async Task<IResult?> RefusalAsync(HttpContext http)
    {
        var (login, password) = BasicCredentials.Of(http.Request);
        if (login is null) return Challenge(http);
        var etablissement = directory.Current.FindByUai(http.Request.RouteValues["uai"] as string);
        var account = etablissement?.Temoin is { } temoin && temoin.Login == login ? temoin : null;
        var verdict = await credentials.AgainstHashAsync(
            new(account is null ? Nobody : $"temoin:{etablissement!.Code}", CallerAddress.Of(http), password, account?.MotDePasse),
            http.RequestAborted);
        if (verdict == Verdict.Wrong) return Challenge(http);
        if (Refused.Of(verdict) is { } refused) return http.Error(refused.Status, "Authorization", refused.Message);

        // From here on the endpoints read it with http.Etablissement().
        http.Features.Set(etablissement);
        return null;
    }

    private static IResult Challenge(HttpContext http) => http.Challenge("Temoin", http.Error(
        StatusCodes.Status401Unauthorized, "Authorization",
        "Identifiants refusés : vérifier le compte (section temoin de l'établissement) et l'UAI de l'adresse."));
}
