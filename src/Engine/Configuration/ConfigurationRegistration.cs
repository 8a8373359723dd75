using Parcoursup.Gateway.Engine.Configuration.Formulaires;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

public static class ConfigurationRegistration
{
    public static IServiceCollection AddGatewayConfiguration(this IServiceCollection services)
    {
        services.AddSingleton<SisProfiles>();
        services.AddSingleton<DocumentFormat>();
        services.AddSingleton<DocumentSecrets>();
        services.AddSingleton<EtablissementModels>();
        services.AddSingleton<ConfigurationDirectory>();
        services.AddSingleton<ConfigurationService>();
        services.AddSingleton<IConfigurationFollower, ConfigurationAudit>();
        services.AddSingleton<IConfigurationFollower, HistoriqueConfiguration>();
        services.AddSingleton<Fermetures>();
        services.AddSingleton<IDocumentRule, IdentityRule>();
        services.AddSingleton<IDocumentRule, ConnectionRule>();
        services.AddSingleton<IDocumentRule, FormationRule>();
        services.AddSingleton<IDocumentRule, CalendarRule>();
        services.AddSingleton<FormulaireReglages>();
        services.AddSingleton(provider => GroupesCommuns.Identite(provider.GetRequiredService<SisProfiles>()));
        services.AddSingleton(GroupesCommuns.Regles);
        services.AddSingleton(GroupesCommuns.Planification);
        services.AddHostedService<ConfigurationWatch>();
        services.AddTenues(
            TableTenue.Sans("campagne"), TableTenue.Sans("campagne_close"), TableTenue.Sans("code_en_suppression"),
            new TableTenue("etablissement", "configuration") { Etablissement = "code = @code", Cle = "code", Rang = 99 },
            new TableTenue("etablissement_uai", "configuration") { Cle = "uai" },
            new TableTenue("configuration_historique", "configuration passée")
            {
                Age = Remplacee("etablissement"), Duree = DureeTenue.Messages,
            },
            // Of campagnes, which are of no établissement.
            new TableTenue("configuration_historique", "configuration passée")
            {
                Etablissement = null, Age = Remplacee("annee"), Duree = DureeTenue.Messages,
            },
            // The last one before the oldest message stays, and a person's name with it no longer than his messages.
            new TableTenue("configuration_historique", "auteurs de la configuration passée")
            {
                Etablissement = null, Age = "depuis < @avant", Duree = DureeTenue.Messages, Vidage = "auteur = ''", Plein = "auteur <> ''",
            });
        return services;
    }

    // What the oldest messages were judged under is still there: the newest of the old ones.
    private static string Remplacee(string dont) =>
        "depuis < @avant AND EXISTS (SELECT 1 FROM configuration_historique n "
        + $"WHERE n.{dont} = configuration_historique.{dont} AND n.depuis < @avant AND n.id > configuration_historique.id)";
}
