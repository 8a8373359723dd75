namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

public static class DossiersRegistration
{
    public static IServiceCollection AddDossiers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(DossiersOptions.Section).Get<DossiersOptions>() ?? new DossiersOptions());
        services.AddSingleton<RacinesDossiers>();
        return services;
    }
}
