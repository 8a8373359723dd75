namespace Parcoursup.Gateway.Engine.State.Gardes;

public static class GardesRegistration
{
    public static IServiceCollection AddGardes(this IServiceCollection services)
    {
        services.AddSingleton<GardeBook>();
        services.AddSingleton<GardeDecision>();
        services.AddSingleton<VoeuxRetenus>();
        return services;
    }
}
