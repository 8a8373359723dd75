using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Parcoursup.Gateway.Api;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Courriel;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Bac;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Engine.State.Taches;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Http;
using Parcoursup.Gateway.OpenApi;
using Parcoursup.Gateway.Pages;
using Parcoursup.Gateway.Pages.Acces;
using Parcoursup.Gateway.Telemetrie;

namespace Parcoursup.Gateway.Composition;

/// <summary>The composition of the gateway: an engine that knows no system, the modules, and where each address leads.</summary>
internal static class GatewayHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(args, Modules.All);

    /// <param name="modules">The systems that it speaks with.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, IReadOnlyList<IModule> modules) => CreateBareBuilder(args)
        .Compose(modules);

    /// <summary>The settings alone: they are checked before anything is made of them.</summary>
    public static WebApplicationBuilder CreateBareBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // What supervision asks is answered to it, and not logged at every question.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // Each request with its address, in which stands whom somebody has searched for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.AddSystemd();
        builder.Services.AddSingleton<StartPhase>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.AddConsole(console => console.FormatterName = LogFormatter.Id)
            .AddConsoleFormatter<LogFormatter, ConsoleFormatterOptions>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Otherwise a name with an accent in ISO-8859-1 is a 400 without a word.
            kestrel.RequestHeaderEncodingSelector = HeaderText.Select;
            kestrel.ConfigureHttpsDefaults(ClientCertificates.AskFor);
        });
        return builder;
    }

    public static WebApplicationBuilder Compose(this WebApplicationBuilder builder, IReadOnlyList<IModule> modules)
    {
        var services = builder.Services;
        var connections = builder.Configuration.GetSection(ConnectionOptions.Section).Get<ConnectionOptions>() ?? new ConnectionOptions();
        var ecoutes = Ecoutes.Of(builder.Configuration);
        builder.Listen(ecoutes);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Apply(connections, ForwardedAddresses.Proxies(builder.Configuration), ecoutes));
        services.AddEngine(builder.Configuration);
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            services.AddSingleton(new MigrationSource(module.GetType().Assembly));
            if (module.Roles is { } roles) services.AddSingleton(roles);
            module.Add(services, builder.Configuration);
        }

        // Services stop in reverse order: nothing is planned any more before those stop that would do it.
        services.AddJobs(builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions());
        services.AddHttp(builder.Configuration);
        services.AddGestion(modules, builder.Configuration);
        builder.AddTelemetrie();
        return builder;
    }

    public static void MapGateway(this WebApplication app)
    {
        var modules = app.Services.GetServices<IModule>().ToList();
        app.UseProxies();
        app.UseAnswerHeaders();
        app.UseHeadAsGet();
        app.UseMiddleware<ErrorMiddleware>();
        foreach (var module in modules) module.Use(app);
        // Explicit, so that routing sees the path as the middleware above leaves it.
        app.UseRouting();
        app.UseMiddleware<ApiAccess>();
        app.UseMiddleware<PageAccess>();
        app.UseMiddleware<CallBudget>();
        app.UseMiddleware<JetonPage>();
        app.UseMiddleware<ConsultationAudit>();
        app.UseMiddleware<QueryCheck>();
        HealthEndpoint.Map(app);
        PageEndpoints.Map(app);
        ReferenceEndpoints.Map(app);
        MetriquesEndpoint.Map(app);

        var admin = app.MapGroup("/api").WithMetadata(ApiPolicy.Administrator);
        ConfigurationEndpoints.MapAdministration(admin);
        ConfigurationEndpoints.MapEtablissementAdministration(admin);
        KeyEndpoints.Map(admin);
        ConservationEndpoints.Map(admin);
        ClockEndpoints.Map(admin);
        AuditEndpoints.Map(admin);

        var etablissement = app.MapGroup("/api/etablissements/{etab}").WithMetadata(ApiPolicy.Etablissement);
        ConfigurationEndpoints.MapEtablissement(etablissement);
        ConnectorEndpoints.Map(etablissement);
        InscriptionEndpoints.Map(etablissement);
        CandidatEndpoints.Map(etablissement);
        CorrectionEndpoints.Map(etablissement);
        ChronologieEndpoints.Map(etablissement);
        SuiviEndpoints.Map(etablissement);
        GardeEndpoints.Map(etablissement);
        EchangeEndpoints.Map(etablissement);

        var (communes, pages) = GestionPages.Map(app);
        var machines = app.MapGroup("").Du(Cote.Machines);
        foreach (var module in modules) module.Map(new ModuleRoutes(machines, app, admin, etablissement, pages, communes));
    }

    /// <summary>Migrates the database and loads what must be known before the first request.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<Database>();
        (database.TextsOf, database.Mesures) = (services.GetRequiredService<ITextSeal>, services.GetRequiredService<MesuresBase>());
        await services.GetRequiredService<Migrator>().MigrateAsync(ct);
        await services.GetRequiredService<MasterKeyBook>().OpenAsync(ct);
        // The first key is made and stored now: made inside a transaction that seals a secret, it would wait for that one
        // on SQLite, for ever. A server makes it when it starts, a command would not.
        services.GetRequiredService<SecretProtector>().Protect("");
        await services.GetRequiredService<Empreintes>().ChargerAsync(ct);
        await services.GetRequiredService<StoredBusinessClock>().LoadAsync(ct);
        await services.GetRequiredService<ConfigurationDirectory>().RefreshAsync(ct);
        await services.GetRequiredService<KnownAddresses>().LoadAsync(ct);
    }

    // From the ground up; the schedule is added last of all.
    private static void AddEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(configuration);
        services.AddDossiers(configuration);
        // Before whatever is audited: it is stopped behind it.
        services.AddAudit(configuration);
        services.AddGatewaySecurity(configuration);
        services.AddSingleton(ExposureCheck.Portee(configuration));
        services.AddUtilisateurs(configuration);
        services.AddGatewayConfiguration();
        services.AddClock(configuration);
        services.AddEngineKinds();
        services.AddTaches();
        services.AddEvenements();
        services.AddRecuperations();
        services.AddCandidats();
        services.AddBac();
        services.AddGardes();
        services.AddIntake(configuration);
        services.AddInscriptions();
        services.AddEvaluation();
        services.AddReconciliation(configuration);
        services.AddConnecteur();
        services.AddSuivi();
        services.AddConservation(configuration);
        services.AddCourriel(configuration);
        services.AddSingleton(provider => new PagesDuCourriel("Passerelle Parcoursup", path =>
            provider.GetRequiredService<PublicAddress>().OfPeople(PageContext.Prefixe + path)));
        services.AddSingleton<PublicAddress>();
    }

    private static void AddHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddReference();
        services.AddSingleton(configuration.GetSection(CallBudgetOptions.Section).Get<CallBudgetOptions>() ?? new CallBudgetOptions());
        services.AddSingleton<CallLimiters>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>(DatabaseHealth.Name);
        services.ConfigureHttpJsonOptions(json => JsonText.Configure(json.SerializerOptions));
        // What cannot be bound becomes one of our errors, not an empty answer.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddForwardedAddresses(configuration);
        services.AddForwardedCertificates(configuration);
    }
}
