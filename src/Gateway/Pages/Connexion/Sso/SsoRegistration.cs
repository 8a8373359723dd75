using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Connexion.Sso;

/// <summary>The single sign-on, where the settings name a provider.</summary>
internal static class SsoRegistration
{
    private const long LongestAnswer = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddSso(this IServiceCollection services, IConfiguration configuration)
    {
        // What the framework knows of, it asks at every call.
        if (configuration.GetSection(SsoOptions.Section).Get<SsoOptions>() is not { EstOuverte: true }) return services;
        services.AddHttpClient(SsoHandler.Nom, client =>
        {
            client.Timeout = Patience;
            client.MaxResponseContentBufferSize = LongestAnswer;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            // Whom it calls the operator has said.
            AllowAutoRedirect = false, ConnectTimeout = Patience / 3, ConnectCallback = AppelsSortants.LibreAsync,
        });
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        services.AddAuthentication().AddRemoteScheme<OpenIdConnectOptions, SsoHandler>(SsoHandler.Nom, null, _ => { });
        services.AddOptions<OpenIdConnectOptions>(SsoHandler.Nom)
            .Configure<SsoOptions, IHttpClientFactory, PublicAddress>((oidc, sso, clients, address) =>
            {
                Flow(oidc, sso);
                Claims(oidc, sso);
                oidc.Backchannel = clients.CreateClient(SsoHandler.Nom);
                oidc.Events = EventsOf(address);
            });
        return services;
    }

    private static void Flow(OpenIdConnectOptions oidc, SsoOptions sso)
    {
        oidc.Authority = sso.Autorite;
        oidc.RequireHttpsMetadata = sso.Autorite?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) is true;
        oidc.ClientId = sso.Client;
        oidc.ClientSecret = sso.LireSecret();
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.Scope.Clear();
        foreach (var scope in sso.Etendues.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct())
            oidc.Scope.Add(scope);
        oidc.CallbackPath = PageContext.Prefixe + SsoEndpoints.Retour;
        // Sessions are ours, and end by our clock.
        oidc.SignInScheme = "aucun";
        oidc.RemoteSignOutPath = default;
        oidc.SignedOutCallbackPath = default;
        oidc.DisableTelemetry = true;
        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            // The way back is a link that is followed.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
    }

    private static void Claims(OpenIdConnectOptions oidc, SsoOptions sso)
    {
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        foreach (var claim in new[] { sso.AttributIdentifiant, sso.AttributNom, sso.AttributGroupes })
            oidc.ClaimActions.MapJsonKey(claim, claim);
    }

    private static OpenIdConnectEvents EventsOf(PublicAddress address) => new()
    {
        OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = address.OfPeople(context.Options.CallbackPath).ToString();
            return Task.CompletedTask;
        },
        OnTicketReceived = context =>
        {
            var back = context.HttpContext.Features.Get<RetourSso>()!;
            (back.Personne, back.Retour) = (context.Principal, context.ReturnUri);
            context.HandleResponse();
            return Task.CompletedTask;
        },
        OnRemoteFailure = context =>
        {
            context.HttpContext.Features.Get<RetourSso>()!.Echec = context.Failure;
            context.HandleResponse();
            return Task.CompletedTask;
        },
    };
}
