using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation.Paliers;

namespace Parcoursup.Gateway.Engine.Reconciliation;

public static class ReconciliationRegistration
{
    /// <summary>The machinery; destinations and followers are registered by whoever has them.</summary>
    public static IServiceCollection AddReconciliation(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(ReconciliationOptions.Section).Get<ReconciliationOptions>() ?? new ReconciliationOptions();
        services.AddSingleton(options);
        services.AddSingleton(new Random());
        services.AddSingleton(provider => new BackOff(
            TimeSpan.FromMilliseconds(options.DelaiInitialMillisecondes), TimeSpan.FromSeconds(options.DelaiMaximalSecondes),
            provider.GetRequiredService<Random>()));
        services.AddSingleton<LivraisonRelance>();
        services.AddSingleton<LivraisonSignal>();
        services.AddSingleton<LivraisonBook>();
        services.AddSingleton<LivraisonClaims>();
        services.AddSingleton<ConnectorGate>();
        services.AddSingleton<LaneRests>();
        services.AddSingleton<LaneClaim>();
        services.AddSingleton<LaneFactory>();
        services.AddSingleton<AttemptOutcome>();
        services.AddSingleton<AttemptSignal>();
        services.AddSingleton<MesuresLivraison>();
        services.AddSingleton<AttemptLedger>();
        services.AddSingleton<IAttemptFollower, AsideFollower>();
        services.AddSingleton<PaliersSignal>();
        services.AddSingleton<PaliersBook>();
        services.AddHostedService<PaliersWorker>();
        services.AddHostedService<Reconciler>();
        services.AddSealed(
        [
            EchangeColumns.Requete, EchangeColumns.Reponse, .. EchangeColumns.Textes,
            .. SealedColumn.Texts("livraison", "id", "message", "explication"),
            .. SealedColumn.Texts("livraison", "id", "etablissement", UsageTexte.Cherche, "personne"),
        ]);
        services.AddTenues(
            new TableTenue("livraison", "livraisons")
            {
                Rang = 70, Session = "sujet LIKE @sousSession", Personne = "sujet = @sujet OR sujet LIKE @sous",
                Compte = "destination || ' ' || etat",
            },
            new TableTenue("echange", "échanges")
            {
                Rang = 10, Etablissement = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code)",
                Session = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code AND sujet LIKE @sousSession)",
                Personne = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code AND (sujet = @sujet OR sujet LIKE @sous))",
                Age = "termine_le < @avant", Duree = DureeTenue.Echanges,
            },
            new TableTenue("relance_paliers", "relances par paliers") { Rang = 60, Age = "terminee_le < @avant" },
            new TableTenue("relance_paliers_envoi", "envois relancés par paliers")
            {
                Rang = 10, Cle = "relance, livraison",
                Etablissement = "relance IN (SELECT id FROM relance_paliers WHERE etablissement = @code)",
                Session = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code AND sujet LIKE @sousSession)",
                Personne = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code AND (sujet = @sujet OR sujet LIKE @sous))",
                Age = "relance IN (SELECT id FROM relance_paliers WHERE terminee_le < @avant)",
            });
        return services;
    }
}
