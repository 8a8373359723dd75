using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Parcoursup.Gateway.Gateway.Tests.Pages.Navigateur;

/// <summary>The identity provider of a university: OpenIddict, which asks who is there and tells his groups.</summary>
internal sealed class FournisseurIdentite : IAsyncDisposable
{
    public const string Client = "passerelle";
    public const string Secret = "le secret de la passerelle";

    private readonly WebApplication _app;

    private FournisseurIdentite()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenIddict().AddServer(Serve);
        builder.Services.AddAuthentication();
        _app = builder.Build();
        _app.UseAuthentication();
        _app.MapMethods("/authorize", [HttpMethods.Get, HttpMethods.Post], Authorize);
    }

    /// <summary>The groups of each login; changed by a test, they hold from the next sign-in on.</summary>
    public Dictionary<string, string[]> Groupes { get; } = [];

    public string Autorite => _app.Urls.Single() + "/";

    public static async Task<FournisseurIdentite> StartAsync()
    {
        var provider = new FournisseurIdentite();
        await provider._app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Serve(OpenIddictServerBuilder server) => server
        .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo")
        .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
        .RegisterScopes(Scopes.OpenId, Scopes.Profile)
        .AddEphemeralEncryptionKey().AddEphemeralSigningKey()
        .EnableDegradedMode()
        .AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != Client) context.Reject(Errors.InvalidClient);
            return default;
        }))
        .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != Client || context.ClientSecret != Secret) context.Reject(Errors.InvalidClient);
            return default;
        }))
        .AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            var groups = Groupes.GetValueOrDefault(context.AccessTokenPrincipal!.GetClaim(Claims.Subject)!, []);
            context.Claims["groups"] = new OpenIddictParameter([.. groups]);
            return default;
        }))
        .UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();

    private IResult Authorize(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        if (!HttpMethods.IsPost(http.Request.Method)) return Results.Content(Form(http.Request), "text/html; charset=utf-8");
        var login = http.Request.Form["personne"].ToString();
        if (login == "personne")
            return Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
            }), [scheme]);
        var identity = new ClaimsIdentity("fournisseur", Claims.Name, Claims.Role)
            .SetClaim(Claims.Subject, login).SetClaim(Claims.PreferredUsername, login).SetClaim(Claims.Name, $"{login} (université)");
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: scheme);
    }

    private string Form(HttpRequest request) =>
        $"""
        <!doctype html><html lang="fr"><title>Université</title><h1>Qui êtes-vous ?</h1><form method="post" action="/authorize">
        {string.Concat(request.Query.Select(q => $"<input type=\"hidden\" name=\"{q.Key}\" value=\"{WebUtility.HtmlEncode(q.Value)}\">"))}
        {string.Concat(Groupes.Keys.Append("personne").Select(login => $"<button name=\"personne\" value=\"{login}\">{login}</button>"))}
        </form></html>
        """;
}
