using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Evaluation;

namespace Parcoursup.Gateway.Engine.Replay;

public static class ReplayRegistration
{
    /// <summary>
    /// Makes of the services of a gateway those of a replay into their database; last of all, and no hosted service is started.
    /// </summary>
    public static IServiceCollection AddReplay(this IServiceCollection services, ReplaySource source)
    {
        var clock = new ReplayClock();
        services.AddSingleton(source);
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IBusinessClock>(clock);
        services.AddSingleton<DecisionGuarding, ReplayedGuarding>();
        services.AddSingleton<ReplayEvaluation>();
        services.AddSingleton<ReplayRun>();
        services.AddSingleton<ReplayComparison>();
        services.AddSingleton(provider => new ReplayService(
            provider.GetRequiredService<ReplayRun>(), provider.GetRequiredService<ReplayComparison>()));
        return services;
    }

    /// <summary>What counts as the same secrets, persons and clocks in both databases: copied before anything is opened.</summary>
    public static readonly IReadOnlyList<(string Table, string Where)> Secrets =
    [
        ("cle_maitresse", "TRUE"), ("cle_protection", "TRUE"), ("cle_donnees", "TRUE"), ("personne_effacee", "TRUE"),
        ("parametre", "cle IN ('conservation.empreintes', 'chiffrement.attend')"),
    ];
}
