using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix;

/// <summary>What Scolarix's tables hold of persons (rule J5).</summary>
internal static class TenuesScolarix
{
    private const string OfPerson = "session = @annee AND code_candidat = @dossier";
    private const string Own = "instantane IN (SELECT id FROM scolarix_instantane WHERE etablissement = @code)";
    private const string OfSession = "instantane IN (SELECT id FROM scolarix_instantane WHERE etablissement = @code AND session = @annee)";

    public static IEnumerable<TableTenue> Tables =>
    [
        new("scolarix_population", "population de Scolarix")
        {
            Cle = "etablissement, session, code_candidat", Session = "session = @annee", Personne = OfPerson,
        },
        new("scolarix_declaration", "population de Scolarix")
        {
            Cle = "etablissement, session, code_candidat", Session = "session = @annee", Personne = OfPerson,
        },
        new("scolarix_instantane", "instantanés") { Rang = 60, Session = "session = @annee" },
        new("scolarix_index", "instantanés")
        {
            Rang = 10, Cle = "instantane, premier", Etablissement = Own, Session = OfSession,
        },
        new("scolarix_mouvement", "instantanés")
        {
            Rang = 10, Cle = "instantane, code_candidat", Etablissement = Own, Session = OfSession,
            Personne = $"code_candidat = @dossier AND {OfSession}",
        },
        new("scolarix_partie", "fichiers publiés")
        {
            Rang = 10, Cle = "instantane, numero", Etablissement = Own, Session = OfSession,
        },
        new("scolarix_retour", "retours de Scolarix") { Rang = 60, Session = "session = @annee", Age = "recu_le < @avant" },
        new("scolarix_retour_refus", "retours de Scolarix")
        {
            Rang = 10, Cle = "retour, ligne",
            Session = "retour IN (SELECT id FROM scolarix_retour WHERE etablissement = @code AND session = @annee)",
            Personne = "retour IN (SELECT id FROM scolarix_retour WHERE etablissement = @code AND session = @annee) "
                + "AND (numero = @texteDossier OR retour || '/' || ligne IN @cites)",
                Cites = new("scolarix_retour_refus", "retour || '/' || ligne", "ine, message", Noms: false),
            Age = "retour IN (SELECT id FROM scolarix_retour WHERE recu_le < @avant)",
        },
    ];
}
