using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Security;

namespace Parcoursup.Gateway.ServiceApogee;

/// <summary>HTTP Basic with a job's account, at its établissement's address or at the short one (ADR 0008).</summary>
internal sealed class JobAuthentication(ConfigurationDirectory directory, CredentialCheck credentials)
{
    private const string Nobody = "traitement?";

    /// <summary>Null when the caller is who he says, and then <see cref="AccountOf"/> is he; else the answer to send.</summary>
    public async ValueTask<IResult?> AuthenticateAsync(HttpContext http)
    {
        // Who sends nothing asks to be challenged, as clients that don't authenticate pre-emptively do: no attempt.
        var (login, password) = BasicCredentials.Of(http);
        if (login is null) return Challenge(http);

        var account = InPlace(http, login);
        var attempt = new Attempt(account is null ? Nobody : "traitement:" + login, CallerAddress.Of(http), password, account?.Compte.MotDePasse);
        var verdict = await credentials.AgainstHashAsync(attempt, http.RequestAborted);
        if (verdict == Verdict.Wrong) return Challenge(http);
        if (Refused.Of(verdict) is { } refused) return Results.Text(refused.Message, statusCode: refused.Status);

        http.Features.Set(account);
        return null;
    }

    /// <summary>The account of a request that was let through.</summary>
    public static CompteTraitementModel AccountOf(HttpContext http) => http.Features.Get<CompteTraitementModel>()!;

    // Somebody else's address is as good as no account.
    private CompteTraitementModel? InPlace(HttpContext http, string login)
    {
        var current = directory.Current;
        return current.FindJobAccount(login) is { } account && (http.Request.RouteValues["uai"] is not string uai || current.Find(uai) == account.Etablissement)
            ? account : null;
    }

    private static IResult Challenge(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"PasserelleApogee\"";
        return Results.Text("Identifiants refusés : vérifier le compte du traitement (opi.traitement.comptes) et l'adresse.", statusCode: StatusCodes.Status401Unauthorized);
    }
}
