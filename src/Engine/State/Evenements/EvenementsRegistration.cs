namespace Parcoursup.Gateway.Engine.State.Evenements;

public static class EvenementsRegistration
{
    public static IServiceCollection AddEvenements(this IServiceCollection services)
    {
        services.AddSingleton<EvenementBook>();
        return services;
    }
}
