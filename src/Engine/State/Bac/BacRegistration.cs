namespace Parcoursup.Gateway.Engine.State.Bac;

public static class BacRegistration
{
    public static IServiceCollection AddBac(this IServiceCollection services)
    {
        services.AddSingleton<ResultatBacBook>();
        return services;
    }
}
