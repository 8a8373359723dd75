using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Client;
using Parcoursup.Gateway.Adapters.Exposition.Commandes;
using Parcoursup.Gateway.Adapters.Exposition.Diffusion;
using Parcoursup.Gateway.Adapters.Exposition.Pages;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Exposition;

/// <summary>The Exposition API (insertion of graduates) and the matching of the catalogue with it.</summary>
public sealed class ExpositionModule : IModule
{
    private static readonly string[] Tables =
    [
        "exposition_execution", "exposition_resultat", "exposition_reutilisateur", "exposition_quota", "exposition_debit",
        "exposition_fiche", "exposition_page", "exposition_reponse",
    ];

    private static readonly CommandGroup Groupe = new("exposition", "API Exposition, et appariement du catalogue");

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddExpositionClient(configuration);
        services.AddExpositionDiffusion(configuration);
        services.AddSingleton<IErrorForm, FormeExposition>();
        services.AddSingleton<ExecutionBook>();
        services.AddSingleton<AppariementRun>();
        // Open data on formations, and keys of re-users: of no établissement, and of no candidate.
        services.AddTenues([.. Tables.Select(TableTenue.Sans)]);
    }

    public IEnumerable<string> Settings =>
    [
        .. SettingsReading.NamesOf<ReglagesExposition>(ReglagesExposition.Section),
        .. SettingsReading.NamesOf<AdresseExposition>($"{ReglagesExposition.Section}:{nameof(ReglagesExposition.Ancienne)}"),
        .. SettingsReading.NamesOf<AdresseExposition>($"{ReglagesExposition.Section}:{nameof(ReglagesExposition.Nouvelle)}"),
        .. SettingsReading.NamesOf<DiffusionOptions>(DiffusionOptions.Section),
    ];

    public IEnumerable<string> SettingsErrors(IConfiguration configuration) => ReglagesErreurs.De(configuration);

    public void Use(IApplicationBuilder app) => app.UseQuotaReutilisateur();

    public void Map(ModuleRoutes routes)
    {
        DiffusionEndpoints.Map(routes.Machines);
        ExpositionPages.Map(routes.PagesCommunes);
    }

    public IEnumerable<EntreeMenu> MenuCommun(Utilisateur utilisateur) => ExpositionPages.Menu(utilisateur);

    public IEnumerable<ModuleCommand> Commands(ICommandRun run) =>
    [
        new(50, CandidatsCommand.Create(), Groupe),
        new(51, ApparierCommand.Create(run), Groupe),
        new(52, RapportCommand.Create(run), Groupe),
        new(53, ChargerCommand.Create(run), Groupe),
        new(54, CodesCommand.Create(), Groupe),
        new(55, ServirCommand.Create(run), Groupe),
        new(56, ClesCommand.Creer(run), Groupe),
        new(57, ClesCommand.Lister(run), Groupe),
        new(58, ClesCommand.Retirer(run), Groupe),
    ];
}
