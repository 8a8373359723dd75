using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Conservation;

public static class ConservationRegistration
{
    public static IServiceCollection AddConservation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(
            configuration.GetSection(ConservationOptions.Section).Get<ConservationOptions>() ?? new ConservationOptions());
        services.AddSingleton<IConfigurationFollower, DroitsRetires>();
        services.AddSingleton<CitationsPersonne>();
        services.AddSingleton<PlanEffacement>();
        services.AddSingleton<PassageBook>();
        services.AddSingleton<Entraves>();
        services.AddSingleton<PassageRunner>();
        services.AddSingleton<Compteurs>();
        services.AddSingleton<Codes>();
        services.AddSingleton<Registre>();
        services.AddSingleton<Effaces>();
        services.AddSingleton<EffacesRevenus>();
        services.AddSingleton<MessagesPersonne>();
        services.AddSingleton<PersonneRecherche>();
        services.AddSingleton<PersonneExport>();
        services.AddSingleton<PersonneEffacement>();
        services.AddSingleton<Acquits>();
        services.AddSingleton<Effacements>();
        services.AddSingleton(provider => new ConservationService(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<ConfigurationDirectory>(),
            provider.GetRequiredService<Fermetures>(), provider.GetRequiredService<LivraisonBook>(),
            provider.GetRequiredService<Effacements>(), provider.GetRequiredService<AuditBook>()));
        services.AddSingleton(provider => new Reapplication(
            provider.GetRequiredService<ConservationService>(), provider.GetRequiredService<Database>(),
            provider.GetRequiredService<ConfigurationDirectory>(), provider.GetRequiredService<Registre>(),
            provider.GetRequiredService<Effaces>(), provider.GetRequiredService<CitationsPersonne>()));
        services.AddSingleton<ConservationSignal>();
        services.AddSingleton<ICommonWork, PlannedConservation>();
        services.AddHostedService<ConservationWorker>();
        services.AddHostedService<RegistreVeille>();
        services.AddTenues(
            TableTenue.Sans("conservation_passage"), TableTenue.Sans("conservation_effacement"),
            new TableTenue("campagne_compteur", "compteurs") { Cle = "session, etablissement, genre, nom" });
        return services;
    }
}
