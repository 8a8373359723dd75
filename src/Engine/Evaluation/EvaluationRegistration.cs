using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Evaluation;

public static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<ProposalMaker>();
        services.AddSingleton<DecisionGuardKeeper>();
        services.AddSingleton<EnrolmentWatch>();
        services.AddSingleton<IGuardEffect, DecisionEffect>();
        services.AddSingleton<DueCandidats>();
        services.AddSingleton<CandidatEvaluator>();
        services.AddHostedService<EvaluationService>();
        return services;
    }
}
