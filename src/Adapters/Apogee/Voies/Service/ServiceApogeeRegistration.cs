using Parcoursup.Gateway.Adapters.Apogee.Verification;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

internal static class ServiceApogeeRegistration
{
    public static IServiceCollection AddServiceApogee(this IServiceCollection services)
    {
        services.AddSingleton<OpiTickets>();
        services.AddSingleton<RemiseBook>();
        services.AddSingleton<OpiHandover>();
        services.AddSingleton<OpiPages>();
        services.AddSingleton<OpiAcknowledgements>();
        services.AddSingleton<OpiVerification>();
        services.AddSingleton<InscriptionDeclarationIntake>();
        services.AddSingleton<IMessageApplier, InscriptionDeclarationApplier>();
        services.AddSingleton<ConnectorReport>();
        services.AddSingleton<TraitementAuthentication>();
        services.AddSingleton<ServiceApogeeEndpoint>();
        return services;
    }
}
