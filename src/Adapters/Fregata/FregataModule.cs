using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Pages;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Adapters.Fregata;

/// <summary>Fregata: it calls, imports its candidates from here, and tells of its inscriptions.</summary>
public sealed class FregataModule : IModule
{
    public void Add(IServiceCollection services, IConfiguration configuration) => services.AddFregataConfiguration().AddFregataKinds()
        .AddFregata();

    public void Map(ModuleRoutes routes)
    {
        FregataEndpoints.Map(routes.Machines);
        FregataPages.Map(routes.Pages);
    }

    public IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) => FregataPages.Menu(etablissement);
}
