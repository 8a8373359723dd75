using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Etudiants;
using Parcoursup.Gateway.Adapters.Apogee.Hosted;
using Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Pages;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Service;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Soap;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Replay;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// Apogée: OPI leave by SOAP, by files or by a job that fetches them; other clients' OPI come in as at Apogée's own service.
/// </summary>
public sealed class ApogeeModule : IModule
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddApogeeAdapter();
        services.AddApogeeConfiguration();
        services.AddApogeeKinds();
        services.AddSingleton<IConnectionTest, ConnectionTest>();
        AddState(services);
        AddOpi(services);
        AddHosted(services);
        AddEtudiants(services);
        AddLaissezPasser(services);
        services.AddFichiers();
        services.AddServiceApogee();
    }

    public void Use(IApplicationBuilder app) => app.UseMiddleware<ServiceContext>();

    public void Map(ModuleRoutes routes)
    {
        OpiEndpoint.Map(routes.Machines);
        ServiceApogeeEndpoint.Map(routes.Machines);
        EtudiantEndpoints.Map(routes.Etablissement);
        LaissezPasserEndpoints.Map(routes.Etablissement);
        FichiersEndpoints.Map(routes.Etablissement);
        LotsPages.Map(routes.Pages);
        LaissezPasserPages.Map(routes.Pages);
    }

    public IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) => LotsPages.Menu(etablissement);

    public IEnumerable<ModuleCommand> Commands(ICommandRun run) =>
    [
        new(30, FichiersCommand.Create(run), new("fichiers", "Fichiers plats d'OPI d'un établissement")),
        new(80, WsdlCommand.Create()),
    ];

    private static void AddState(IServiceCollection services)
    {
        services.AddSingleton<IDesiredState, ApogeeDesiredState>();
        services.AddSingleton<ICandidateView, ApogeeView>();
        services.AddSingleton<ICountSource, ApogeeCounts>();
    }

    private static void AddOpi(IServiceCollection services)
    {
        services.AddSingleton<DesiredOpi>();
        services.AddSingleton<IConfigurationFollower, FormerSis>();
        services.AddSingleton<OpiRenderer>();
        services.AddSingleton<ReceivedOpiBook>();
        services.AddSingleton<IReceivedOpiSql>(provider =>
            provider.GetRequiredService<Database>() is PostgresDatabase ? new PostgresReceivedOpiSql() : new SqliteReceivedOpiSql());
        services.AddSingleton<DuplicateCheck>();
        services.AddSingleton<IDestination, ApogeeOpiDestination>();
        services.AddTenues([.. TenuesOpi.Tables]);
    }

    private static void AddHosted(IServiceCollection services)
    {
        services.AddSingleton<SoapPauses>();
        services.AddSingleton<OpiAuthentication>();
        services.AddSingleton<MesuresSoap>();
        services.AddSingleton<OpiEndpoint>();
        services.AddSingleton<OpiContract>();
        services.AddSingleton<Relais>();
        services.AddSingleton<IMessageApplier, OpiApplier>();
    }

    private static void AddEtudiants(IServiceCollection services)
    {
        services.AddSingleton<EtudiantSignal>();
        services.AddSingleton<IInscriptionNames, ApogeeInscriptionNames>();
        services.AddSingleton<EtudiantBook>();
        services.AddSingleton<RechercheEtudiant>();
        services.AddSingleton<IReplayedFacts, EtudiantReplay>();
        services.AddSingleton<IReplayedFacts, TentativesReplay>();
        services.AddSingleton<ICountSource, RechercheCounts>();
        services.AddHostedService<EtudiantWorker>();
        services.AddSealed(
        [
            EtudiantBook.Requete, EtudiantBook.Reponse, EtudiantBook.NumeroIne, EtudiantBook.Message,
            .. SealedColumn.Texts(
                "opi_recue", "etablissement, cod_opi", "etablissement", UsageTexte.Compare, "individu", "adresse_fixe", "adresse_annuelle",
                "bac", "dac", "voeux", "these"),
        ]);
        services.AddTenues(TenuesOpi.Recherches);
    }

    private static void AddLaissezPasser(IServiceCollection services)
    {
        services.AddSingleton<LaissezPasserBook>();
        services.AddSingleton<DesiredLaissezPasser>();
        services.AddSingleton<LaissezPasserGift>();
        services.AddSingleton<IComplementFiche, LaissezPasserPages>();
        services.AddSingleton<IDestination, ApogeeLaissezPasserDestination>();
        services.AddSingleton<ICountSource, LaissezPasserCounts>();
        services.AddSealed(SealedColumn.Texts(
            "laissez_passer", "etablissement, session, code_candidat, cod_etp, cod_vrs_vet", "etablissement", UsageTexte.Compare,
            "commentaire", "motif_retrait"));
        services.AddTenues(new TableTenue("laissez_passer", "laissez-passer")
        {
            Cle = "etablissement, session, code_candidat, cod_etp, cod_vrs_vet", Session = "session = @annee",
            Personne = "session = @annee AND code_candidat = @dossier",
        });
    }
}
