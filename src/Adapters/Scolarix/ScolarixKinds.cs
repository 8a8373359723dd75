namespace Parcoursup.Gateway.Adapters.Scolarix;

internal static class ScolarixKinds
{
    /// <summary>The words of open lists that this system writes, room by room.</summary>
    public static IServiceCollection AddScolarixKinds(this IServiceCollection services)
    {
        Population.Kinds.Add(services);
        Instantanes.Kinds.Add(services);
        Retours.Kinds.Add(services);
        return services;
    }
}
