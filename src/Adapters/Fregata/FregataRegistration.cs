using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Replay;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Fregata;

internal static class FregataRegistration
{
    private const string OfDossier = "etablissement, session, code_candidat, code_formation";
    private const string OfPerson = "session = @annee AND code_candidat = @dossier";

    public static IServiceCollection AddFregata(this IServiceCollection services)
    {
        services.AddSingleton<FregataAuthentication>();
        services.AddSingleton<FregataJournal>();
        services.AddSingleton<FregataImportBook>();
        services.AddSingleton<Actualisation>();
        services.AddSingleton<Reception>();
        services.AddSingleton<FregataImportRunner>();
        services.AddSingleton<Annulation>();
        services.AddSingleton<AdmisFregata>();
        services.AddSingleton<DossierList>();
        services.AddSingleton<Traitement>();
        services.AddSingleton<RapportWriter>();
        services.AddSingleton<RapportReader>();
        services.AddSingleton<ControleValidation>();
        services.AddSingleton<ValidationRecorder>();
        services.AddSingleton<AnnulationValidation>();
        services.AddSingleton<IReplayedWay, FregataReplay>();
        services.AddSingleton<IInscriptionNames, FregataInscriptionNames>();
        services.AddSingleton<IDesiredState, FregataDesiredState>();
        services.AddSingleton<ICandidateView, FregataView>();
        services.AddHostedService<FregataImportRecovery>();
        services.AddSealed(
        [
            .. SealedColumn.Texts("fregata_dossier", OfDossier, "donnees", "parcoursup", "ine"),
            .. SealedColumn.Texts("fregata_import_ligne", "importation, code_candidat, code_formation", "contenu"),
            .. SealedColumn.Texts("fregata_validation_ligne", "validation, rang", "champ", "message"),
            // The number of a dossier stays as it is; whatever else came in its place may be anything.
            new SealedColumn("fregata_validation_ligne", "dossier")
            {
                Key = "validation, rang", IsText = true, Usage = UsageTexte.Lu, Si = "dossier NOT LIKE '____-%-%'",
            },
        ]);
        services.AddTenues(
            new TableTenue("fregata_dossier", "dossiers de Fregata")
            {
                Cle = OfDossier, Session = "session = @annee", Personne = OfPerson,
            },
            new TableTenue("fregata_import", "imports de Fregata") { Rang = 60, Session = "session = @annee" },
            new TableTenue("fregata_import_ligne", "imports de Fregata")
            {
                Rang = 10, Cle = "importation, code_candidat, code_formation", Session = "session = @annee", Personne = OfPerson,
            },
            new TableTenue("fregata_validation", "validations de Fregata")
            {
                Rang = 60, Session = "etablie_le <= @cloture", Age = "etablie_le < @avant",
            },
            new TableTenue("fregata_validation_ligne", "validations de Fregata")
            {
                Rang = 10, Cle = "validation, rang",
                Session = "validation IN (SELECT id FROM fregata_validation WHERE etablissement = @code AND etablie_le <= @cloture)",
                Personne = "sujet = @sujet OR sujet LIKE @sous OR REPLACE(dossier, '-', '/') LIKE @sous "
                    + "OR validation || '/' || rang IN @cites",
                Cites = new("fregata_validation_ligne", "validation || '/' || rang", "message, dossier", Noms: false),
                Age = "validation IN (SELECT id FROM fregata_validation WHERE etablie_le < @avant)",
            });
        return services;
    }
}
