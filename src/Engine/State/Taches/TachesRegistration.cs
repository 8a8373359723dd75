using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.State.Taches;

public static class TachesRegistration
{
    public static IServiceCollection AddTaches(this IServiceCollection services)
    {
        services.AddSingleton<TacheBook>();
        services.AddSingleton<IAlerteRefus, TacheRefus>();
        return services;
    }
}
