namespace Parcoursup.Gateway.Engine.State.Recuperations;

public static class RecuperationsRegistration
{
    public static IServiceCollection AddRecuperations(this IServiceCollection services)
    {
        services.AddSingleton<RecuperationBook>();
        services.AddSingleton<RecuperationSignal>();
        return services;
    }
}
