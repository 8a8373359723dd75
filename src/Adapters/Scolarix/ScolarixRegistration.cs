using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Scolarix;

internal static class ScolarixRegistration
{
    public static IServiceCollection AddScolarix(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(ScolarixOptions.Section).Get<ScolarixOptions>() ?? new ScolarixOptions());
        services.AddSingleton<ScolarixSignal>();
        services.AddSingleton<IPopulationSql>(provider => provider.GetRequiredService<Database>() is PostgresDatabase
            ? new PostgresPopulationSql() : new SqlitePopulationSql());
        services.AddSingleton<IMouvementSql>(provider => provider.GetRequiredService<Database>() is PostgresDatabase
            ? new PostgresMouvementSql() : new SqliteMouvementSql());
        services.AddSingleton<PopulationWriter>();
        services.AddSingleton<BacDeclarationBook>();
        services.AddSingleton<PopulationBook>();
        services.AddSingleton<DoublonsIne>();
        services.AddSingleton<IDesiredState, ScolarixDesiredState>();
        services.AddSingleton<InstantaneBook>();
        services.AddSingleton<MouvementBook>();
        services.AddSingleton<InstantaneStores>();
        services.AddSingleton<IPlannedWork, PlannedInstantane>();
        services.AddSingleton<IndexInstantane>();
        services.AddSingleton<InstantaneGuarding>();
        services.AddSingleton<IGardeEffect>(provider => provider.GetRequiredService<InstantaneGuarding>());
        services.AddSingleton<InstantaneGenerator>();
        services.AddSingleton<InstantanePublisher>();
        services.AddSingleton<MomentInstantane>();
        services.AddSingleton<InstantaneRunner>();
        services.AddSingleton<InstantaneGestes>();
        services.AddSingleton<FichierInstantane>();
        services.AddSingleton<ScolarixTimeline>();
        services.AddSingleton<ICandidateView, ScolarixView>();
        services.AddSingleton<ICountSource, ScolarixCounts>();
        services.AddHostedService<ScolarixWorker>();
        services.AddSingleton<IFichiersPublies, InstantanesPublies>();
        services.AddSingleton<IPlacePersonne, IndexPersonne>();
        services.AddSealed(
        [
            PopulationWriter.Ligne, InstantaneStores.Partie,
            .. SealedColumn.Texts(
                "scolarix_population", PopulationWriter.Ligne.Key, "etablissement", UsageTexte.Compare, "avertissements"),
            .. SealedColumn.Texts("scolarix_retour", "id", "message", "nom", "depots"),
            .. SealedColumn.Texts("scolarix_retour_refus", "retour, ligne", "ine", "message"),
        ]);
        services.AddTenues([.. TenuesScolarix.Tables]);
        return services;
    }
}
