using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Evaluation;

public static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<ProposalMaker>();
        services.AddSingleton<ConfigurationImpact>();
        services.AddSingleton<DecisionGuarding>();
        services.AddSingleton<InscriptionCheck>();
        services.AddSingleton<InePartageCheck>();
        services.AddSingleton<IGardeEffect, DecisionEffect>();
        services.AddSingleton<DueCandidats>();
        services.AddSingleton<EvaluationPlaces>();
        services.AddSingleton<EvaluationPass>();
        services.AddSingleton<CandidatEvaluator>();
        services.AddHostedService<EvaluationService>();
        return services;
    }
}
