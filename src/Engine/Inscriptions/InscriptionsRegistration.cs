using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Inscriptions;

public static class InscriptionsRegistration
{
    public static IServiceCollection AddInscriptions(this IServiceCollection services)
    {
        services.AddSingleton<IMessageApplier, InscriptionApplier>();
        services.AddSingleton<InscriptionBook>();
        services.AddSingleton<IConfigurationFollower, RefusedRemontee>();
        services.AddSingleton<AcknowledgedInscriptions>();
        services.AddSingleton<InscriptionNames>();
        services.AddSingleton<InscriptionReader>();
        services.AddSingleton<FormationResolver>();
        services.AddSingleton<InscriptionResolver>();
        services.AddSingleton<InscriptionRecorder>();
        services.AddSingleton<RemonteeBook>();
        services.AddSingleton<IAttemptFollower, RemonteeFollower>();
        services.AddSingleton<IPlannedWork, PlannedRemontee>();
        return services;
    }
}
