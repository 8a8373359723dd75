using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Taches;

public static class TachesRegistration
{
    public static IServiceCollection AddTaches(this IServiceCollection services)
    {
        services.AddSingleton<TacheBook>();
        services.AddSingleton<TacheGeste>();
        services.AddSingleton<IAlerteRefus, TacheRefus>();
        services.AddSealed(SealedColumn.Texts("tache", "id", "etablissement", UsageTexte.Compare, "message"));
        services.AddTenues(new TableTenue("tache", "tâches")
        {
            // By its subject, or older than the closing and of no other session.
            Session = "sujet LIKE @sousSession OR sujet LIKE '?' || @sousSession OR (creee_le <= @cloture AND sujet NOT LIKE '20__/%' "
                + "AND sujet NOT LIKE '?20__/%')",
            Personne = "sujet = @sujet OR sujet LIKE @sous OR sujet LIKE @sousDossier OR CAST(id AS TEXT) IN @cites",
            Cites = new("tache", "CAST(id AS TEXT)", "message", Noms: true),
            Age = "terminee_le < @avant",
        });
        return services;
    }
}
