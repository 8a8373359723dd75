using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

public static class CandidatsRegistration
{
    private const string OfPerson = "session = @annee AND code_candidat = @dossier";

    public static IServiceCollection AddCandidats(this IServiceCollection services)
    {
        services.AddSingleton<EvaluationSignal>();
        services.AddSingleton<CorrectionBook>();
        services.AddSingleton<CandidatNames>();
        services.AddSingleton<IConfigurationFollower, ConfigurationMarks>();
        services.AddSingleton<PersonnesEffacees>();
        services.AddSingleton<Arrivees>();
        services.AddTenues(
            // Last: everything else of a candidate is found by it.
            new TableTenue("candidat", "candidats")
            {
                Rang = 90, Cle = "etablissement, session, code_candidat", Session = "session = @annee", Personne = OfPerson,
                Compte = "'tous'",
            },
            new TableTenue("voeu", "vœux")
            {
                Rang = 80, Cle = "etablissement, session, code_candidat, code_formation, internat", Session = "session = @annee",
                Personne = OfPerson,
                Compte = "CASE WHEN code_decision IS NOT NULL THEN code_decision "
                    + "WHEN decision LIKE '%\"reserve\"%' THEN 'retenues' ELSE 'sans' END",
            },
            new TableTenue("personne_effacee", "personnes effacées"));
        return services;
    }
}
