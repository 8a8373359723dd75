using Parcoursup.Gateway.Adapters.Catalogue.Commandes;
using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Pages;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Adapters.Catalogue;

internal static class CatalogueRegistration
{
    private static readonly string[] Tables =
    [
        "catalogue_formation", "catalogue_historique", "catalogue_jour", "catalogue_campagne", "catalogue_regle",
        "catalogue_regle_academie", "catalogue_regle_version", "catalogue_import", "catalogue_import_ligne", "catalogue_mef",
        "catalogue_nuit", "catalogue_changement", "catalogue_action", "catalogue_envoi",
    ];

    public static IServiceCollection AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(CatalogueOptions.Section).Get<CatalogueOptions>() ?? new CatalogueOptions());
        Etat.Kinds.Add(services);
        services.AddSingleton<JourReference>();
        services.AddSingleton<FormationBook>();
        services.AddSingleton<ListeFormations>();
        services.AddSingleton<CampagneBook>();
        services.AddSingleton<RegleBook>();
        services.AddSingleton<RegleService>();
        services.AddSingleton<EditionRegles>();
        services.AddSingleton<ImportBook>();
        services.AddSingleton<ApplicationImport>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<ImportGate>();
        services.AddSingleton<MefService>();
        services.AddSingleton<NuitBook>();
        services.AddSingleton<Replacement>();
        services.AddSingleton<NuitSteps>();
        services.AddSingleton<NuitService>();
        services.AddSingleton<NuitCommand>();
        services.AddSingleton<EnvoiCommand>();
        services.AddSingleton<JetonCommand>();
        services.AddServiceFormations();
        services.AddSingleton<FileEnvois>();
        services.AddSingleton<EnvoiService>();
        services.AddSingleton<EnvoiPlanifieBook>();
        services.AddSingleton<ISuiteNuit, EnvoiPlanifie>();
        services.AddSingleton<RetourService>();
        services.AddSingleton<ActionBook>();
        services.AddSingleton<ActionService>();
        services.AddSingleton<RestaurationService>();
        services.AddSingleton<Consultation>();
        services.AddSingleton<ICommonWork, PlannedNuit>();
        services.AddSingleton<AttenteCatalogue>();
        services.AddSingleton<IAttenteCommune>(provider => provider.GetRequiredService<AttenteCatalogue>());
        services.AddHostedService<NuitWorker>();
        // The country's formations, and who worked on them: of no établissement, and of no candidate.
        services.AddTenues([.. Tables.Select(TableTenue.Sans)]);
        return services;
    }
}
