using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Replay;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

internal static class ImportationRegistration
{
    private const string Over = $"etat NOT IN ('{nameof(EtatImportation.Analyse)}', '{nameof(EtatImportation.Application)}')";

    public static IServiceCollection AddImportations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(ImportationOptions.Section).Get<ImportationOptions>() ?? new ImportationOptions());
        services.AddSingleton<ImportationSignal>();
        services.AddSingleton<ImportationBook>();
        services.AddSingleton<ImportationReading>();
        services.AddSingleton<ImportationAnalysis>();
        services.AddSingleton<ImportationApplication>();
        services.AddSingleton<ImportationRunner>();
        services.AddSingleton<CiblesImportation>();
        services.AddSingleton<ImportationDepot>();
        services.AddSingleton<ImportationWait>();
        services.AddSingleton<ICountSource, ImportationCounts>();
        services.AddSingleton<IReplayedWay, ImportationReplay>();
        services.AddHostedService<ImportationWorker>();
        services.AddSealed(SealedColumn.Texts("importation", "id", "fichier"));
        services.AddSealed(SealedColumn.Texts(
            "importation_anomalie", "importation, numero",
            "(SELECT i.etablissement FROM importation i WHERE i.id = importation_anomalie.importation)", UsageTexte.Lu, "ine", "message"));
        services.AddTenues(
            new TableTenue("importation", "importations")
            {
                Rang = 60, Session = $"session = @annee AND {Over}", Age = $"deposee_le < @avant AND {Over}",
            },
            new TableTenue("importation_anomalie", "importations")
            {
                Rang = 10, Cle = "importation, numero",
                Etablissement = "importation IN (SELECT id FROM importation WHERE etablissement = @code)",
                Session = "importation IN (SELECT id FROM importation WHERE etablissement = @code AND session = @annee)",
                Personne = "importation IN (SELECT id FROM importation WHERE etablissement = @code AND session = @annee) "
                    + "AND (code_candidat = @dossier OR importation || '/' || numero IN @cites)",
                Cites = new("importation_anomalie", "importation || '/' || numero", "ine, message", Noms: false)
                {
                    Etablissement = "importation IN (SELECT id FROM importation WHERE etablissement = @code)",
                },
                Age = "importation IN (SELECT id FROM importation WHERE deposee_le < @avant)",
            });
        return services;
    }
}
