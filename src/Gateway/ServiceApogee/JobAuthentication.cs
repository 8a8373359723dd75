using System.Text;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Security;

namespace Parcoursup.Gateway.ServiceApogee;

/// <summary>HTTP Basic with a job's account, at its établissement's address or at the short one, slowed down as for OPI clients.</summary>
internal sealed class JobAuthentication(ConfigurationDirectory directory, PasswordVerifier passwords, FailureThrottle throttle)
{
    private const string Scheme = "Basic ";

    /// <summary>Null when the caller is known; he then is a feature of the request.</summary>
    public IResult? Refusal(HttpContext http)
    {
        var (login, password) = Credentials(http.Request.Headers.Authorization.ToString());
        if (login is null) return Challenge(http);
        var caller = http.Connection.RemoteIpAddress?.ToString();
        if (throttle.IsBlocked("traitement:" + login, caller))
            return Results.Text("Trop de tentatives avec de mauvais identifiants : patienter une minute.", statusCode: StatusCodes.Status429TooManyRequests);

        var account = directory.Current.FindJobAccount(login);
        var uai = http.Request.RouteValues["uai"] as string;
        var inPlace = account is not null && (uai is null || directory.Current.Find(uai) == account.Etablissement);
        if (!passwords.Verify(password, inPlace ? account!.Compte.MotDePasse : null))
        {
            throttle.Failed("traitement:" + login, caller);
            return Challenge(http);
        }

        http.Features.Set(account);
        return null;
    }

    public static CompteTraitementModel AccountOf(HttpContext http) => http.Features.Get<CompteTraitementModel>()!;

    private static IResult Challenge(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"PasserelleApogee\"";
        return Results.Text("Identifiants refusés : vérifier le compte du traitement (opi.traitement.comptes) et l'adresse.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private static (string? Login, string? Password) Credentials(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return default;
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length)) return default;
        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? default : (text[..colon], text[(colon + 1)..]);
    }
}
