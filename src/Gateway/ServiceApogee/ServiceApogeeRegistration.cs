using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Verification;

namespace Parcoursup.Gateway.ServiceApogee;

internal static class ServiceApogeeRegistration
{
    public static IServiceCollection AddServiceApogee(this IServiceCollection services)
    {
        services.AddSingleton<OpiTickets>();
        services.AddSingleton<RemiseBook>();
        services.AddSingleton<OpiPages>();
        services.AddSingleton<OpiAcknowledgements>();
        services.AddSingleton<OpiVerification>();
        services.AddSingleton<DeclarationIntake>();
        services.AddSingleton<IMessageApplier, DeclarationApplier>();
        services.AddSingleton<ConnectorReport>();
        services.AddSingleton<JobAuthentication>();
        services.AddSingleton<ServiceApogeeEndpoint>();
        return services;
    }
}
