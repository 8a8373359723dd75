using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

public static class IntakeRegistration
{
    private const string NotWaiting =
        "id NOT IN (SELECT m.corps_volumineux FROM message_entrant m JOIN message_a_appliquer w ON w.id = m.id "
        + "WHERE m.corps_volumineux IS NOT NULL)";

    private const string Applied = "id NOT IN (SELECT id FROM message_a_appliquer)";

    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IJournalSql>(provider =>
            provider.GetRequiredService<Database>() is PostgresDatabase ? new PostgresJournalSql() : new SqliteJournalSql());
        services.AddSingleton<ApplySignal>();
        services.AddSingleton<MessagesAtHand>();
        services.AddSingleton<AppliedSignal>();
        services.AddSingleton<Affluence>();
        services.AddSingleton<Journal>();
        services.AddSingleton<LargeBodies>();
        services.AddSingleton<Brouillons>();
        services.AddSingleton<LoadInProgress>();
        services.AddSingleton<MessagesToApply>();
        services.AddSingleton<MessageApplication>();
        services.AddSingleton<LargeApplication>();
        services.AddSingleton<BatchApplication>();
        services.AddSingleton<SetAside>();
        services.AddSingleton<Rejeu>();
        services.AddSingleton(provider => new JournalPasse(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<BatchApplication>(),
            provider.GetRequiredService<LargeApplication>(), provider.GetRequiredService<ConfigurationDirectory>(),
            provider.GetRequiredService<DataKeys>()));
        services.AddSingleton<AfterApplication>();
        services.AddHostedService<JournalApplication>();
        services.AddSealed(IntakeColumns.Corps, IntakeColumns.Octets, IntakeColumns.Erreur);
        services.AddTenues(
            new TableTenue("message_entrant", "messages bruts")
            {
                Session = $"recu_le <= @cloture AND {Applied}", Age = $"recu_le < @avant AND {Applied}", Duree = DureeTenue.Messages,
                // The parameter is an empty value of the column's type, which the two databases write differently.
                Vidage = "corps = @vide, corps_volumineux = NULL, correlation = NULL",
                Plein = "(LENGTH(corps) > 0 OR corps_volumineux IS NOT NULL)",
            },
            new TableTenue("message_a_appliquer", "messages à appliquer") { Cle = "etablissement, id", Rang = 10 },
            new TableTenue("message_ecarte", "messages écartés")
            {
                Rang = 10, Etablissement = "id IN (SELECT id FROM message_entrant WHERE etablissement = @code)",
                Session = "id IN (SELECT id FROM message_entrant WHERE etablissement = @code AND recu_le <= @cloture)",
                Personne = "CAST(id AS TEXT) IN @cites",
                Cites = new("message_ecarte", "CAST(id AS TEXT)", "erreur", Noms: false)
                {
                    Etablissement = "id IN (SELECT id FROM message_entrant WHERE etablissement = @code)",
                },
                Age = "ecarte_le < @avant", Duree = DureeTenue.Messages,
            },
            new TableTenue("corps_morceau", "corps volumineux")
            {
                Rang = 10, Cle = "corps, rang", Etablissement = "corps IN (SELECT id FROM corps_volumineux WHERE etablissement = @code)",
            },
            new TableTenue("corps_volumineux", "corps volumineux")
            {
                Rang = 60, Session = $"ecrit_le <= @cloture AND {NotWaiting}", Age = "ecrit_le < @avant", Duree = DureeTenue.Messages,
            },
            new TableTenue("chargement", "chargements") { Cle = "etablissement" },
            new TableTenue("chargement_en_cours", "chargements") { Cle = "etablissement, cle" });
        return services;
    }
}
