using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Clock;

public static class ClockRegistration
{
    public static IServiceCollection AddClock(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(ClockOptions.Section).Get<ClockOptions>() ?? new ClockOptions());
        services.AddSingleton<StoredBusinessClock>();
        services.AddHostedService<ClockWatch>();
        services.AddSingleton<IBusinessClock>(provider => provider.GetRequiredService<StoredBusinessClock>());
        services.AddTenues(TableTenue.Sans("horloge_historique"));
        return services;
    }
}
