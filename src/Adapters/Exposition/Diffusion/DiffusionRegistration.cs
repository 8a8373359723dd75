namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

internal static class DiffusionRegistration
{
    public static IServiceCollection AddExpositionDiffusion(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(DiffusionOptions.Section).Get<DiffusionOptions>() ?? new DiffusionOptions());
        services.AddSingleton<ReutilisateurBook>();
        services.AddSingleton<QuotaPartage>();
        services.AddSingleton<QuotaAdresses>();
        services.AddSingleton<DiffusionBook>();
        services.AddSingleton<FicheReader>();
        services.AddSingleton<EnregistrementServi>();
        return services;
    }
}
