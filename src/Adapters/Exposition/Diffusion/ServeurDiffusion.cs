using System.Net;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>A server of the addresses for re-users alone, on the base and the clock of whoever starts it.</summary>
internal static class ServeurDiffusion
{
    public static WebApplication Create(IServiceProvider services, IPAddress adresse, int port)
    {
        // The empty builder: no settings of the current folder may open another address.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(adresse, port);
            kestrel.AddServerHeader = false;
        });
        Share(services, builder.Services);
        var app = builder.Build();
        var logger = services.GetRequiredService<ILogger<ServirCommand>>();
        app.Use((http, next) => TellFailure(http, next, logger));
        app.UseHeadAsGet();
        app.UseQuotaReutilisateur();
        app.UseRouting();
        app.Use((http, next) => FiltresConnus.Refusal(http) is { } refusal ? refusal.ExecuteAsync(http) : next(http));
        DiffusionEndpoints.Map(app);
        return app;
    }

    private static void Share(IServiceProvider services, IServiceCollection own)
    {
        own.AddRoutingCore();
        own.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        Add<ReutilisateurBook>();
        Add<QuotaPartage>();
        Add<QuotaAdresses>();
        Add<DiffusionBook>();
        Add<FicheReader>();
        Add<EnregistrementServi>();
        Add<DiffusionOptions>();
        Add<ApiKeys>();
        Add<IBusinessClock>();
        Add<TimeProvider>();
        own.AddSingleton<IErrorForm, FormeExposition>();

        // An instance that is handed over is not disposed of by whom it was handed to.
        void Add<T>() where T : class => own.AddSingleton(services.GetRequiredService<T>());
    }

    private static async Task TellFailure(HttpContext http, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await RefusApi.De(bad.StatusCode, "Un paramètre ne peut pas être lu : voir /api/exposition/openapi.json.").ExecuteAsync(http);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !http.Response.HasStarted)
        {
            Log.Failed(logger, http.Request.Path, failure);
            await RefusApi.De(StatusCodes.Status503ServiceUnavailable, "Erreur interne : réessayer plus tard.").ExecuteAsync(http);
        }
    }
}
