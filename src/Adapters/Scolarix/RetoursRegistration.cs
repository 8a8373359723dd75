using Parcoursup.Gateway.Adapters.Scolarix.Retours;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Adapters.Scolarix;

internal static class RetoursRegistration
{
    public static IServiceCollection AddRetoursScolarix(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(VeilleOptions.Section).Get<VeilleOptions>() ?? new VeilleOptions());
        services.AddSingleton<RetourBook>();
        services.AddSingleton<TachesDossier>();
        services.AddSingleton<RetourIntake>();
        services.AddSingleton<RetourSignal>();
        services.AddSingleton<IFichiersPublies, RetoursDeposes>();
        services.AddSingleton<IInscriptionNames, ScolarixInscriptionNames>();
        services.AddSingleton<ILargeMessageApplier, RetourApplier>();
        services.AddSingleton<IReplayedWay, RetourReplay>();
        services.AddHostedService<RetourWatch>();
        return services;
    }
}
