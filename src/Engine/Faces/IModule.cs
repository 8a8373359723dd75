using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>
/// A system that the gateway speaks with, as the host sees it: everything of it enters through this one door. The host
/// walks over a list of modules and knows nothing else of them.
/// </summary>
public interface IModule
{
    /// <summary>Adds its services: what it keeps, what it serves, what it implements for the engine.</summary>
    void Add(IServiceCollection services, IConfiguration configuration);

    /// <summary>Adds its middleware, before routing: it may still change the path.</summary>
    void Use(IApplicationBuilder app)
    {
    }

    /// <summary>Maps its addresses.</summary>
    void Map(ModuleRoutes routes);

    /// <summary>Its entries in the navigation of an établissement; none where this is none of its business.</summary>
    IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) => [];

    /// <summary>
    /// Its entries in the navigation that is of no établissement, for this person; none where this is none of his business.
    /// </summary>
    IEnumerable<EntreeMenu> MenuCommun(Utilisateur utilisateur) => [];

    /// <summary>Its commands. Those under one word are joined by the host, over all modules.</summary>
    /// <param name="run">Does their work.</param>
    IEnumerable<ModuleCommand> Commands(ICommandRun run) => [];

    /// <summary>The names of its settings, such as <c>Section:Nom</c>: one that nobody names is refused as misspelt.</summary>
    IEnumerable<string> Settings => [];

    /// <summary>What is wrong with its part of the settings, in French.</summary>
    IEnumerable<string> SettingsErrors(IConfiguration configuration) => [];
}

/// <summary>Where a module maps its addresses.</summary>
/// <param name="Machines">The addresses that the other side calls; each sees for itself who may.</param>
/// <param name="Personnes">Addresses of people that are of neither kind below; each has its <see cref="ApiPolicy"/>.</param>
/// <param name="Administration"><c>/api</c>, for administrators' keys.</param>
/// <param name="Etablissement"><c>/api/etablissements/{etab}</c>, for the établissement's own key or an administrator's.</param>
/// <param name="Pages"><c>/gestion/etablissements/{etab}</c>, for persons; each page has its <see cref="PagePolicy"/>.</param>
/// <param name="PagesCommunes"><c>/gestion</c>, likewise: what is of no établissement.</param>
public sealed record ModuleRoutes(
    RouteGroupBuilder Machines, IEndpointRouteBuilder Personnes, RouteGroupBuilder Administration, RouteGroupBuilder Etablissement,
    RouteGroupBuilder Pages, RouteGroupBuilder PagesCommunes);
