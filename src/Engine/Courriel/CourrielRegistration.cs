using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Courriel;

public static class CourrielRegistration
{
    public static IServiceCollection AddCourriel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(CourrielOptions.Section).Get<CourrielOptions>() ?? new CourrielOptions());
        services.AddSingleton<CourrielSignal>();
        services.AddSingleton<CourrielBook>();
        services.AddSingleton<ResumeCourriel>();
        services.AddSingleton<ICommonWork, PlannedCourriel>();
        if (configuration[$"{CourrielOptions.Section}:{nameof(CourrielOptions.Serveur)}"] is { Length: > 0 })
        {
            services.AddSingleton<EnvoiSmtp>();
            services.AddHostedService<CourrielWorker>();
        }

        services.AddTenues(
            new TableTenue("courriel_destinataire", "destinataires du résumé") { Cle = "etablissement, adresse" },
            new TableTenue("courriel_envoi", "résumés envoyés") { Age = "demande_le < @avant AND termine_le IS NOT NULL" });
        return services;
    }
}
