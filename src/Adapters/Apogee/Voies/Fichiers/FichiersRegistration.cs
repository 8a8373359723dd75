using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

internal static class FichiersRegistration
{
    public static IServiceCollection AddFichiers(this IServiceCollection services)
    {
        services.AddSingleton<FichiersSignal>();
        services.AddSingleton<GenerationBook>();
        services.AddSingleton<LotBook>();
        services.AddSingleton<IPlannedWork, PlannedLot>();
        services.AddSingleton<LotContents>();
        services.AddSingleton<LotStores>();
        services.AddSingleton<LotPublisher>();
        services.AddSingleton<LotRendering>();
        services.AddSingleton<LotGenerator>();
        services.AddSingleton<GenerationRunner>();
        services.AddSingleton<DemandeLot>();
        services.AddSingleton<LotTelechargement>();
        services.AddSingleton<LotClosing>();
        services.AddSingleton<EffetsCloture>();
        services.AddSingleton<ConfirmationWatch>();
        services.AddSingleton<AutresVoies>();
        services.AddHostedService<FichiersWorker>();
        services.AddSingleton<IFichiersPublies, LotsPublies>();
        services.AddSealed(
            [FichiersColumns.Opi, FichiersColumns.Partie, .. SealedColumn.Texts("fichier_lot", "id", "message")]);
        services.AddTenues(
            new TableTenue("fichier_generation", "lots")
            {
                Age = $"terminee_le < @avant AND etat IN ('{nameof(EtatGeneration.Terminee)}', '{nameof(EtatGeneration.Echec)}')",
            },
            new TableTenue("fichier_lot", "lots") { Rang = 60, Session = "session = @annee" },
            new TableTenue("fichier_lot_opi", "lots")
            {
                Rang = 10, Cle = "livraison, lot", Session = "session = @annee",
                Personne = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code AND (sujet = @sujet OR sujet LIKE @sous))",
            },
            new TableTenue("fichier_partie", "fichiers publiés")
            {
                Rang = 10, Cle = "lot, nom, numero", Etablissement = "lot IN (SELECT id FROM fichier_lot WHERE etablissement = @code)",
                Session = "lot IN (SELECT id FROM fichier_lot WHERE etablissement = @code AND session = @annee)",
            });
        return services;
    }
}
