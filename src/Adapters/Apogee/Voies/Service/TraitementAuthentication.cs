using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>HTTP Basic with a job's account, at its établissement's address or at the short one, slowed down as for OPI clients.</summary>
internal sealed class TraitementAuthentication(ConfigurationDirectory directory, CredentialCheck credentials, CallLimiters limiters)
{
    private const string Nobody = "traitement?";

    /// <summary>Null when the caller is known; he then is a feature of the request.</summary>
    public async ValueTask<IResult?> AuthenticateAsync(HttpContext http)
    {
        var (login, password) = BasicCredentials.Of(http.Request);
        if (login is null) return Challenge(http);

        var account = AccountOf(http, login);
        var attempt = new Attempt(
            account is null ? Nobody : "traitement:" + login, CallerAddress.Of(http), password, account?.Compte.MotDePasse,
            Etablissement: account?.Etablissement.Code);
        if (credentials.BeforePassword(ref attempt, account?.Acces, http, "du compte du traitement") is { } elsewhere)
            return Results.Text(elsewhere.Message, statusCode: elsewhere.Status);
        var verdict = await credentials.AgainstHashAsync(attempt, http.RequestAborted);
        if (verdict == Verdict.Wrong) return Challenge(http);
        if (Refused.Of(verdict) is { } refused) return Results.Text(refused.Message, statusCode: refused.Status);
        if (limiters.Call(attempt.Account) is { } over)
        {
            http.Response.Headers.RetryAfter = over.RetryAfter;
            return Results.Text(over.Message, statusCode: StatusCodes.Status429TooManyRequests);
        }

        http.Features.Set(account);
        return null;
    }

    public static CompteTraitementModel AccountOf(HttpContext http) => http.Features.Get<CompteTraitementModel>()!;

    // Somebody else's address is as good as no account.
    private CompteTraitementModel? AccountOf(HttpContext http, string login) =>
        ComptesOpi.Of(directory.Current).FindJob(login) is { } account
        && (http.Request.RouteValues["uai"] is not string uai || directory.Current.Find(uai) == account.Etablissement) ? account : null;

    private static IResult Challenge(HttpContext http) => http.Challenge("PasserelleApogee", Results.Text(
        "Identifiants refusés : vérifier le compte du traitement (opi.traitement.comptes) et l'adresse.",
        statusCode: StatusCodes.Status401Unauthorized));
}
