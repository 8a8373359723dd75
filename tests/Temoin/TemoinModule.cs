using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Temoin.Acces;
using Parcoursup.Gateway.Temoin.Candidats;
using Parcoursup.Gateway.Temoin.Configuration;
using Parcoursup.Gateway.Temoin.Inscriptions;

namespace Parcoursup.Gateway.Temoin;

/// <summary>
/// Témoin, a system that there is not: it calls, takes its candidates from here, and gives its enrolments back. It has something of
/// everything that a system may bring, as small as it can be: whoever writes a module begins to read here.
/// </summary>
public sealed class TemoinModule : IModule
{
    private static readonly CommandGroup Groupe = new("temoin", "Échanges d'un établissement avec Témoin");

    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTemoinConfiguration();
        Kinds.Add(services);
        services.AddSingleton<TemoinAuthentication>();
        services.AddSingleton<CandidatBook>();
        services.AddSingleton<IDesiredState, TemoinDesiredState>();
        services.AddSingleton<IPlannedWork, PlannedRelance>();
        services.AddSingleton<IMessageApplier, LigneApplier>();
        services.AddSingleton<ICandidateView, TemoinView>();
        services.AddSingleton<ICountSource, TemoinCounts>();
    }

    public void Map(ModuleRoutes routes)
    {
        var group = routes.Machines.MapGroup("/temoin/{uai}")
            .AddEndpointFilter(((IEndpointRouteBuilder)routes.Machines).ServiceProvider.GetRequiredService<TemoinAuthentication>());
        CandidatEndpoint.Map(group);
        InscriptionEndpoint.Map(group);
    }

    public IEnumerable<ModuleCommand> Commands(ICommandRun run) => [new(50, ListeCommand.Create(run), Groupe)];
}
