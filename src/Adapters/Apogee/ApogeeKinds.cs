namespace Parcoursup.Gateway.Adapters.Apogee;

internal static class ApogeeKinds
{
    /// <summary>The words of open lists that this system writes, room by room.</summary>
    public static IServiceCollection AddApogeeKinds(this IServiceCollection services)
    {
        Hosted.Kinds.Add(services);
        Opi.Kinds.Add(services);
        Verification.Kinds.Add(services);
        LaissezPasser.Kinds.Add(services);
        Voies.Fichiers.Kinds.Add(services);
        Voies.Service.Kinds.Add(services);
        return services;
    }
}
