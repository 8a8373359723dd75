using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Reconciliation;

internal static class ReconciliationRegistration
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(ReconciliationOptions.Section).Get<ReconciliationOptions>() ?? new ReconciliationOptions());
        services.AddSingleton(new Random());
        services.AddSingleton<BackOff>();
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<DeliveryBook>();
        services.AddSingleton<LaneRests>();
        services.AddSingleton<AttemptSignal>();
        services.AddSingleton<AttemptLedger>();
        services.AddSingleton<ConnectorGate>();
        services.AddHostedService<Reconciler>();
        return services;
    }
}
