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
        services.AddTenues(new TableTenue("horloge_historique", "auteurs des réglages de l'horloge")
        {
            Etablissement = null, Age = "depuis < @avant", Duree = DureeTenue.Messages, Vidage = "auteur = ''", Plein = "auteur <> ''",
        });
        return services;
    }
}
