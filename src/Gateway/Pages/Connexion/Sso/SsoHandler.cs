using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Parcoursup.Gateway.Pages.Connexion.Sso;

/// <summary>What the provider has sent somebody back with.</summary>
internal sealed record RetourSso
{
    public ClaimsPrincipal? Personne { get; set; }

    /// <summary>The page that he wanted.</summary>
    public string? Retour { get; set; }

    public Exception? Echec { get; set; }
}

/// <summary>
/// The code flow with PKCE of ASP.NET Core. It answers to its own endpoint alone, which has set a <see cref="RetourSso"/>: whatever else
/// the framework asks it at every call, it would do so before anybody has seen to whom the address belongs.
/// </summary>
internal sealed class SsoHandler(
    IOptionsMonitor<OpenIdConnectOptions> options, ILoggerFactory logger, HtmlEncoder html, UrlEncoder url)
    : OpenIdConnectHandler(options, logger, html, url)
{
    public const string Nom = "sso";

    public override Task<bool> HandleRequestAsync() =>
        Context.Features.Get<RetourSso>() is null ? Task.FromResult(false) : base.HandleRequestAsync();

    // The only scheme is the framework's default one; but who somebody is, PageAccess knows.
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(Context.Features.Get<RetourSso>() is not null);
}
