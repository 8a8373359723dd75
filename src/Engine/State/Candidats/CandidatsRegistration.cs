using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

public static class CandidatsRegistration
{
    private const string OfCandidat = "etablissement, session, code_candidat";
    private const string OfVoeu = "etablissement, session, code_candidat, code_formation, internat";
    private const string OfPerson = "session = @annee AND code_candidat = @dossier";

    public static IServiceCollection AddCandidats(this IServiceCollection services)
    {
        services.AddSingleton<EvaluationSignal>();
        services.AddSingleton<CorrectionBook>();
        services.AddSingleton<CandidatNames>();
        services.AddSingleton<IConfigurationFollower, ConfigurationMarks>();
        services.AddSingleton<PersonnesEffacees>();
        services.AddSingleton<Arrivees>();
        services.AddSealed(
        [
            new("candidat", "ine") { Key = OfCandidat, IsText = true, Usage = UsageTexte.Cherche },
            .. SealedColumn.Texts("candidat", OfCandidat, "donnees", "corrections", "reserves", "avertissements"),
            .. SealedColumn.Texts("candidat", OfCandidat, "identite_tentee", "identite_avant"),
            .. SealedColumn.Texts("voeu", OfVoeu, "donnees"),
            new("voeu", "decision") { Key = OfVoeu, IsText = true, Usage = UsageTexte.Lu, Avec = $"retenue = {VoeuRow.Retenue}" },
        ]);
        services.AddTenues(
            // Last: everything else of a candidate is found by it.
            new TableTenue("candidat", "candidats")
            {
                Rang = 90, Cle = OfCandidat, Session = "session = @annee", Personne = OfPerson,
                Compte = "'tous'",
            },
            new TableTenue("voeu", "vœux")
            {
                Rang = 80, Cle = OfVoeu, Session = "session = @annee",
                Personne = OfPerson,
                Compte = "CASE WHEN code_decision IS NOT NULL THEN code_decision "
                    + $"WHEN {VoeuRow.Retenue} THEN 'retenues' ELSE 'sans' END",
            },
            new TableTenue("personne_effacee", "personnes effacées"));
        return services;
    }
}
