using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Inscriptions;

internal static class InscriptionsRegistration
{
    public static IServiceCollection AddInscriptions(this IServiceCollection services)
    {
        services.AddSingleton<IMessageApplier, InscriptionApplier>();
        services.AddSingleton<InscriptionBook>();
        services.AddSingleton<IConfigurationFollower, RefusedFeedback>();
        services.AddSingleton<AcknowledgedEnrolments>();
        services.AddSingleton<InscriptionResolver>();
        services.AddSingleton<InscriptionRecorder>();
        services.AddSingleton<RemonteeBook>();
        return services;
    }
}
