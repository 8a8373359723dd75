using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Adapters.Scolarix.Pages;
using Parcoursup.Gateway.Adapters.Scolarix.Retours;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Adapters.Scolarix;

/// <summary>Scolarix: it takes a file of the whole population, and gives back a file of enrolments every day.</summary>
public sealed class ScolarixModule : IModule
{
    private static readonly CommandGroup Groupe = new("scolarix", "Échanges d'un établissement avec Scolarix");

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScolarixConfiguration();
        services.AddScolarixKinds();
        services.AddScolarix(configuration);
        services.AddRetoursScolarix(configuration);
    }

    public void Map(ModuleRoutes routes)
    {
        RetourEndpoints.Map(routes.Etablissement);
        ScolarixEndpoints.Map(routes.Etablissement);
        ScolarixPages.Map(routes.Pages);
    }

    public IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) => ScolarixPages.Menu(etablissement);

    public IEnumerable<ModuleCommand> Commands(ICommandRun run) =>
    [
        new(40, ScolarixCommand.Create(run), Groupe),
        new(40, RetoursCommand.Create(run), Groupe),
    ];

    public IEnumerable<string> Settings =>
    [
        .. SettingsReading.NamesOf<ScolarixOptions>(ScolarixOptions.Section),
        .. SettingsReading.NamesOf<VeilleOptions>(VeilleOptions.Section),
    ];

    public IEnumerable<string> SettingsErrors(IConfiguration configuration)
    {
        var errors = new List<string>();
        SettingsReading.Read<ScolarixOptions>(configuration, ScolarixOptions.Section, errors);
        SettingsReading.Read<VeilleOptions>(configuration, VeilleOptions.Section, errors);
        return errors;
    }
}
