using System.Security.Cryptography.X509Certificates;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>
/// Who calls the hosted OPI service: an account of <c>opi.comptes</c>, by HTTP Basic, by its client certificate, or by
/// both, from where its list of addresses allows; or, where the configuration says so, by its address alone. The cheap
/// questions come first; a password is hashed last.
/// </summary>
internal sealed class OpiAuthentication(ConfigurationDirectory directory, CredentialCheck credentials, TimeProvider time)
{
    private const string Nobody = "opi?";

    /// <summary>Null when the caller is who he says, and then <see cref="Account"/> is he; else the answer to send.</summary>
    public async ValueTask<IResult?> AuthenticateAsync(HttpContext http)
    {
        var (login, password) = BasicCredentials.Of(http.Request);
        // Who sends nothing asks to be challenged, as clients that don't authenticate pre-emptively do: no attempt.
        if (AccountOf(http, login) is not { } account)
            return login is null ? Challenge(http) : await RefusalAsync(http, new(Nobody, CallerAddress.Of(http), password, null));

        var attempt = new Attempt(
            "opi:" + account.Compte.Login, CallerAddress.Of(http), password, account.Compte.MotDePasse,
            Etablissement: account.Etablissement.Code);
        if (credentials.BeforePassword(ref attempt, account.Acces, http, "du compte OPI") is { } elsewhere)
            return Answer(elsewhere.Status, elsewhere.Message);

        if (!account.OpensByCertificate && !(login is null && account.OpensByAddress)
            && await RefusalAsync(http, attempt) is { } refusal)
            return refusal;

        http.Features.Set(account);
        return null;
    }

    /// <summary>The account of a request that was let through.</summary>
    public static CompteOpiModel Account(HttpContext http) => http.Features.Get<CompteOpiModel>()!;

    // Somebody else's address is as good as no account.
    private CompteOpiModel? AccountOf(HttpContext http, string? login)
    {
        var current = directory.Current;
        var account = login is not null ? ComptesOpi.Of(current).Find(login)
            : (CertificateOf(http) is { } shown ? ComptesOpi.Of(current).Find(shown, time.GetUtcNow()) : null)
                ?? ComptesOpi.Of(current).Find(CallerAddress.Of(http));
        return account is not null && (http.Request.RouteValues["uai"] is not string uai || current.Find(uai) == account.Etablissement)
            ? account : null;
    }

    // A forwarded one that cannot be read is none.
    private static X509Certificate2? CertificateOf(HttpContext http) => http.Connection.ClientCertificate;

    private async ValueTask<IResult?> RefusalAsync(HttpContext http, Attempt attempt)
    {
        var verdict = await credentials.AgainstHashAsync(attempt, http.RequestAborted);
        return verdict == Verdict.Wrong ? Challenge(http)
            : Refused.Of(verdict) is { } refused ? Answer(refused.Status, refused.Message) : null;
    }

    private static IResult Challenge(HttpContext http) => http.Challenge("OpiMetier", Answer(
        StatusCodes.Status401Unauthorized, "Identifiants refusés : vérifier le compte OPI, ou son certificat, et l'adresse."));

    private static IResult Answer(int status, string text) => Results.Text(text, statusCode: status);
}
