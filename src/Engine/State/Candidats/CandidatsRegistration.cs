namespace Parcoursup.Gateway.Engine.State.Candidats;

public static class CandidatsRegistration
{
    public static IServiceCollection AddCandidats(this IServiceCollection services)
    {
        services.AddSingleton<EvaluationSignal>();
        services.AddSingleton<CorrectionBook>();
        return services;
    }
}
