using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.State.Candidats;

public static class CandidatsRegistration
{
    public static IServiceCollection AddCandidats(this IServiceCollection services)
    {
        services.AddSingleton<EvaluationSignal>();
        services.AddSingleton<CorrectionBook>();
        services.AddSingleton<CandidatNames>();
        services.AddSingleton<IConfigurationFollower, ConfigurationMarks>();
        return services;
    }
}
