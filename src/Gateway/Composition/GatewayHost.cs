using Parcoursup.Gateway.Adapters.Apogee;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Etudiants;
using Parcoursup.Gateway.Adapters.Apogee.Hosted;
using Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Service;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Soap;
using Parcoursup.Gateway.Adapters.Fregata;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;
using Parcoursup.Gateway.Adapters.Parcoursup.Facade;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Adapters.Parcoursup.Remontee;
using Parcoursup.Gateway.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Adapters.Scolarix;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Retours;
using Parcoursup.Gateway.Api;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
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
using Parcoursup.Gateway.Http;

namespace Parcoursup.Gateway.Composition;

/// <summary>The composition of the gateway: what it is made of, and where each address leads.</summary>
internal static class GatewayHost
{
    public static WebApplicationBuilder CreateBuilder(string[] args) => CreateBareBuilder(args).Compose();

    /// <summary>The settings alone: they are checked before anything is made of them.</summary>
    public static WebApplicationBuilder CreateBareBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureHttpsDefaults(ClientCertificates.AskFor);
        });
        return builder;
    }

    public static WebApplicationBuilder Compose(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(builder.Configuration);
        services.AddGatewaySecurity();
        services.AddGatewayConfiguration();
        services.AddParcoursupConfiguration();
        services.AddApogeeConfiguration();
        services.AddScolarixConfiguration();
        services.AddFregataConfiguration();
        services.AddClock(builder.Configuration);
        services.AddIntake();
        services.AddImportations(builder.Configuration);
        services.AddEvaluation();
        services.AddReconciliation(builder.Configuration);
        services.AddEtudiants();
        services.AddLaissezPasser();
        services.AddFichiers();
        services.AddRetoursScolarix(builder.Configuration);
        services.AddFregata();
        services.AddScolarix(builder.Configuration);
        services.AddConnector();
        services.AddServiceApogee();
        services.AddParcoursupAdapter();
        services.AddApogeeAdapter();
        services.AddJobs(builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions());
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Synthese>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("stockage");
        services.ConfigureHttpJsonOptions(json => JsonText.Configure(json.SerializerOptions));
        // What cannot be bound becomes one of our errors, not an empty answer.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddForwardedAddresses(builder.Configuration);
        services.AddForwardedCertificates(builder.Configuration);
        return builder;
    }

    public static void MapGateway(this WebApplication app)
    {
        app.UseForwardedCertificates(ForwardedAddresses.Proxies(app.Configuration));
        app.UseForwardedHeaders();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseMiddleware<ServiceContext>();
        // Explicit, so that routing sees the path as the middleware above leaves it.
        app.UseRouting();
        app.UseMiddleware<ApiAccess>();
        HealthEndpoint.Map(app);
        PushEndpoint.Map(app);
        FacadeEndpoints.Map(app);
        OpiEndpoint.Map(app);
        ServiceApogeeEndpoint.Map(app);
        FregataEndpoints.Map(app);

        var admin = app.MapGroup("/api").WithMetadata(ApiPolicy.Administrator);
        ConfigurationEndpoints.MapAdministration(admin);
        ConfigurationEndpoints.MapEtablissementAdministration(admin);
        KeyEndpoints.Map(admin);
        ClockEndpoints.Map(admin);

        var etablissement = app.MapGroup("/api/etablissements/{etab}").WithMetadata(ApiPolicy.Etablissement);
        ConfigurationEndpoints.MapEtablissement(etablissement);
        ConnectorEndpoints.Map(etablissement);
        RecuperationEndpoints.Map(etablissement);
        ImportationEndpoints.Map(etablissement);
        InscriptionEndpoints.Map(etablissement);
        BacEndpoints.Map(etablissement);
        CandidatEndpoints.Map(etablissement);
        EtudiantEndpoints.Map(etablissement);
        LaissezPasserEndpoints.Map(etablissement);
        ChronologieEndpoints.Map(etablissement);
        SuiviEndpoints.Map(etablissement);
        EchangeEndpoints.Map(etablissement);
        FichiersEndpoints.Map(etablissement);
        RetourEndpoints.Map(etablissement);
        ScolarixEndpoints.Map(etablissement);
    }

    /// <summary>Migrates the database and loads what must be known before the first request.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<Migrator>().MigrateAsync(ct);
        // The first key is made and stored now: made inside a transaction that seals a secret, it would wait for that one
        // on SQLite, for ever. A server makes it when it starts, a command would not.
        services.GetRequiredService<SecretProtector>().Protect("");
        await services.GetRequiredService<StoredBusinessClock>().LoadAsync(ct);
        await services.GetRequiredService<ConfigurationDirectory>().RefreshAsync(ct);
        await services.GetRequiredService<KnownAddresses>().LoadAsync(ct);
    }

    private static void AddClock(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(ClockOptions.Section).Get<ClockOptions>() ?? new ClockOptions());
        services.AddSingleton<StoredBusinessClock>();
        services.AddSingleton<IBusinessClock>(provider => provider.GetRequiredService<StoredBusinessClock>());
    }

    private static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<ApplySignal>();
        services.AddSingleton<AppliedSignal>();
        services.AddSingleton<Journal>();
        services.AddSingleton<LargeBodies>();
        services.AddSingleton<LoadInProgress>();
        services.AddSingleton<IJournalSql>(provider => provider.GetRequiredService<Database>() is PostgresDatabase ? new PostgresJournalSql() : new SqliteJournalSql());
        services.AddSingleton<IReceivedOpiSql>(provider => provider.GetRequiredService<Database>() is PostgresDatabase ? new PostgresReceivedOpiSql() : new SqliteReceivedOpiSql());
        services.AddSingleton<IMessageApplier, PushApplier>();
        services.AddSingleton<ILargeMessageApplier, RecuperationApplier>();
        services.AddSingleton<IMessageApplier, OpiApplier>();
        services.AddSingleton<IMessageApplier, BacApplier>();
        services.AddSingleton<IMessageApplier, InscriptionApplier>();
        services.AddSingleton<IMessageApplier, FacadeApplier>();
        services.AddSingleton<TaskBook>();
        services.AddSingleton<EventBook>();
        services.AddSingleton<CandidatTimeline>();
        services.AddSingleton<IEnrolmentChecklist, ApogeeChecklist>();
        services.AddSingleton<DisappearanceKeeper>();
        services.AddSingleton<RecuperationBook>();
        services.AddSingleton<RecuperationSignal>();
        services.AddSingleton<InscriptionBook>();
        services.AddSingleton<IConfigurationFollower, RefusedFeedback>();
        services.AddSingleton<AcknowledgedEnrolments>();
        services.AddSingleton<InscriptionResolver>();
        services.AddSingleton<InscriptionRecorder>();
        services.AddSingleton<RemonteeBook>();
        services.AddSingleton<PushEndpoint>();
        services.AddSingleton<FacadeEndpoints>();
        services.AddSingleton<OpiAuthentication>();
        services.AddSingleton<OpiEndpoint>();
        services.AddSingleton<Relais>();
        services.AddSingleton<OpiContract>();
        services.AddSingleton<ReceivedOpiBook>();
        services.AddSingleton<OpiRenderer>();
        services.AddHostedService<JournalApplication>();
        services.AddHostedService<RecuperationWorker>();
    }

    private static void AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<EvaluationSignal>();
        services.AddSingleton<BacResults>();
        services.AddSingleton<ProposalMaker>();
        services.AddSingleton<BacTrial>();
        services.AddSingleton<BacIntake>();
        services.AddSingleton<GuardBook>();
        services.AddSingleton<GuardDecision>();
        services.AddSingleton<DecisionGuardKeeper>();
        services.AddSingleton<OpiWish>();
        services.AddSingleton<EnrolmentWatch>();
        // One line per student information system.
        services.AddSingleton<IDesiredState, ApogeeDesiredState>();
        services.AddSingleton<IDesiredState, FregataDesiredState>();
        services.AddSingleton<CandidatEvaluator>();
        services.AddHostedService<EvaluationService>();
    }

    private static void AddReconciliation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(ReconciliationOptions.Section).Get<ReconciliationOptions>() ?? new ReconciliationOptions());
        services.AddSingleton(new Random());
        services.AddSingleton<BackOff>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DeliveryBook>();
        services.AddSingleton<LaneRests>();
        services.AddSingleton<AttemptSignal>();
        services.AddSingleton<AttemptLedger>();
        services.AddSingleton<DuplicateWatch>();
        // One line per destination: this is all that a new student information system adds here.
        services.AddSingleton<IDestination, ApogeeOpiDestination>();
        services.AddSingleton<IDestination, ParcoursupIaDestination>();
        services.AddSingleton<IDestination, ApogeeLaissezPasserDestination>();
        services.AddHostedService<Reconciler>();
    }

    private static void AddEtudiants(this IServiceCollection services)
    {
        services.AddSingleton<EtudiantSignal>();
        services.AddSingleton<EtudiantBook>();
        services.AddSingleton<RechercheEtudiant>();
        services.AddHostedService<EtudiantWorker>();
    }

    private static void AddLaissezPasser(this IServiceCollection services)
    {
        services.AddSingleton<LaissezPasserBook>();
        services.AddSingleton<LaissezPasserWish>();
        services.AddSingleton<LaissezPasserGift>();
    }

    private static void AddConnector(this IServiceCollection services)
    {
        services.AddSingleton<ConnectorGate>();
        services.AddSingleton<ReverseTestToken>();
        services.AddSingleton<ReverseWayTest>();
        services.AddSingleton<ConnectorTest>();
        services.AddSingleton<ConnectorRetest>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectorRetest>());
    }
}
