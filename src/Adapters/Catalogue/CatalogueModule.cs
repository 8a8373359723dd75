using Parcoursup.Gateway.Adapters.Catalogue.Commandes;
using Parcoursup.Gateway.Adapters.Catalogue.Envois;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Pages;
using Parcoursup.Gateway.Adapters.Catalogue.Rest;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Catalogue;

/// <summary>The catalogue of apprenticeship formations, and its publication to Parcoursup.</summary>
public sealed class CatalogueModule : IModule
{
    public void Add(IServiceCollection services, IConfiguration configuration) => services.AddCatalogue(configuration);

    public void Map(ModuleRoutes routes)
    {
        CatalogueEndpoints.Map(routes.Personnes);
        CataloguePages.Map(routes.PagesCommunes);
    }

    public RolesDeSysteme Roles => Qui.Roles;

    public IEnumerable<EntreeMenu> MenuCommun(Utilisateur utilisateur) => CataloguePages.Menu(utilisateur);

    public IEnumerable<string> Settings =>
    [
        .. SettingsReading.NamesOf<CatalogueOptions>(CatalogueOptions.Section),
        .. SettingsReading.NamesOf<EnvoiPlanifieOptions>(EnvoiPlanifieOptions.Section),
    ];

    public IEnumerable<string> SettingsErrors(IConfiguration configuration)
    {
        var errors = new List<string>();
        // The inner section first: what cannot be read in it is named there.
        var before = SettingsReading.Read<EnvoiPlanifieOptions>(configuration, EnvoiPlanifieOptions.Section, errors);
        if (before is null || SettingsReading.Read<CatalogueOptions>(configuration, CatalogueOptions.Section, errors) is not { } options)
            return errors;
        if (options.Nuit is { Length: > 0 } cron && !BusinessCron.IsValid(cron))
            errors.Add($"Catalogue:Nuit : « {cron} » n'est pas un cron de Quartz, par exemple 0 0 4 * * ?.");
        errors.AddRange(ReglagesEnvoi.Erreurs(options));
        return errors;
    }

    public IEnumerable<ModuleCommand> Commands(ICommandRun run) => [new(50, CatalogueCommands.Create(run))];
}
