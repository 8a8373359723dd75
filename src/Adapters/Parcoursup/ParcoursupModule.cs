using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;
using Parcoursup.Gateway.Adapters.Parcoursup.Facade;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Adapters.Parcoursup.Pages;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Adapters.Parcoursup.Remontee;
using Parcoursup.Gateway.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Replay;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Parcoursup;

/// <summary>Parcoursup: candidates come in by push, pull and file; enrolments go back.</summary>
public sealed class ParcoursupModule : IModule
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddParcoursupAdapter();
        services.AddParcoursupConfiguration();
        services.AddParcoursupKinds();
        services.AddSingleton(AdressesParcoursup.Of(configuration));
        services.AddSingleton<ISource, ParcoursupSource>();
        services.AddSingleton<IMessageOrigin, Provenance>();
        AddConnecteur(services);
        AddPush(services);
        AddRecuperations(services);
        AddResultats(services);
        services.AddImportations(configuration);
        services.AddSingleton<FichiersPages>();
        AddRemontee(services);
        AddFacade(services);
    }

    public void Map(ModuleRoutes routes)
    {
        PushEndpoint.Map(routes.Machines);
        FacadeEndpoints.Map(routes.Machines);
        RecuperationEndpoints.Map(routes.Etablissement);
        ImportationEndpoints.Map(routes.Etablissement);
        BacEndpoints.Map(routes.Etablissement);
        FichiersPages.Map(routes.Pages);
    }

    public IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) => [FichiersPages.Menu];

    public IEnumerable<ModuleCommand> Commands(ICommandRun run) =>
    [
        new(50, ImportationCommand.Create(run)),
        new(60, ResultatsCommand.Create(run)),
    ];

    public IEnumerable<string> Settings =>
    [
        .. SettingsReading.NamesOf<ImportationOptions>(ImportationOptions.Section),
        .. SettingsReading.NamesOf<AdressesParcoursupOptions>(AdressesParcoursupOptions.Section),
    ];

    public IEnumerable<string> SettingsErrors(IConfiguration configuration) =>
        [.. ImportationOptions.Errors(configuration), .. AdressesParcoursup.Errors(configuration)];

    private static void AddConnecteur(IServiceCollection services)
    {
        services.AddSingleton(new GatedFlow("les OPI de Parcoursup"));
        services.AddSingleton<ReverseTestToken>();
        services.AddSingleton<IConnectionTest, ConnectionWayTest>();
        services.AddSingleton<IConnectionTest, ReverseWayTest>();
        services.AddHttpClient(ReverseWayTest.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(ReverseWayTest.CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }

    private static void AddPush(IServiceCollection services)
    {
        services.AddSingleton<AutresVoeux>();
        services.AddSingleton<MesuresPush>();
        services.AddSingleton<PushEndpoint>();
        services.AddSingleton<IMessageApplier, PushApplier>();
        services.AddSingleton<IErrorForm, RetourErrorForm>();
    }

    private static void AddRecuperations(IServiceCollection services)
    {
        services.AddSingleton<RecuperationQueue>();
        services.AddSingleton<RecuperationIntake>();
        services.AddSingleton<EffectifBook>();
        services.AddSingleton<DisappearanceGardes>();
        services.AddSingleton<FormationTrust>();
        services.AddSingleton<DisappearanceGuarding>();
        services.AddSingleton<Battements>();
        services.AddSingleton<IGardeEffect, DisappearanceEffect>();
        services.AddSingleton<IPlannedWork, PlannedRecuperation>();
        services.AddSingleton<ILargeMessageApplier, RecuperationApplier>();
        services.AddSingleton<IReplayedWay, RecuperationReplay>();
        services.AddHostedService<RecuperationWorker>();
        services.AddHostedService<Outage>();
        services.AddTenues(
            TableTenue.Sans("battement"),
            new TableTenue("effectif_reference", "effectifs")
            {
                Cle = "etablissement, uai, session, code_formation", Session = "session = @annee",
            });
    }

    private static void AddResultats(IServiceCollection services)
    {
        services.AddSingleton<BacTrial>();
        services.AddSingleton<BacIntake>();
        services.AddSingleton<BacDepots>();
        services.AddSingleton<IMessageApplier, BacApplier>();
    }

    private static void AddRemontee(IServiceCollection services)
    {
        services.AddSingleton(new RemonteeDestination(DestinationIa.Name));
        services.AddSingleton<IDestination, ParcoursupIaDestination>();
        services.AddSingleton<ICountSource, RemonteeCounts>();
    }

    private static void AddFacade(IServiceCollection services)
    {
        services.AddSingleton<FacadeEndpoints>();
        services.AddSingleton<IMessageApplier, FacadeApplier>();
    }
}
