using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

internal static class Samples
{
    public const string Uai = "0730013T";

    public const string Candidat = """
        {
          "session": 2026, "codeCandidat": 17, "codeFormationPsup": 8842, "codeFormation1": "L1DROI", "codeFormation3": 12,
          "libelleFormation": "Licence Droit", "codeSISE": "2500032", "codeAmenagement": 1, "codeSituation": 1,
          "dateReponse": "19/05/2026 19:42", "ine": "123456789AB", "sexe": "F", "nom": "Lefèvre", "prenom": "Zoé",
          "dateNaissance": "28/02/2008", "codeCommuneNaissance": "73065", "codePaysNaissance": "99100",
          "adresse1": "1 rue Haute", "codePostal": "73000", "libelleCommune": "Chambéry", "codePaysadresse": "FR",
          "mail": "zoe@example.org", "telmobile": "0600000000", "nomRL1": "Lefèvre", "prenomRL1": "Ada", "Adresse2RL1": "Bât. B",
          "CodePostaleRL1": "73000", "nomRL2": "Martin", "moisBac": 6, "anneeBac": 2026, "serieBac": "Générale", "mentionBac": "TB",
          "cesure": 0, "internat": 1, "codeEtablissement": "0730013T", "codeEtablissementAffectation": "0730016W",
          "etatInscription": 0, "champInconnu": {"a": [1, 2]}
        }
        """;

    public static ParcoursupOptions Options(string url) => new()
    {
        Url = url,
        Login = "univ-alpes",
        MotDePasse = "s3cret\"é",
        DelaiSecondes = 5,
        CandidatTest = new CandidatTest
        {
            CodeCandidat = 1, Nom = "TEST", Prenom = "Connecteur", DateNaissance = new DateOnly(2008, 1, 1),
            CodeFormationPsup = 1, CodeSise = "2500032",
        },
    };

    public static readonly MajInscription Maj = new()
    {
        CodeCandidat = 17, Ine = "123456789AB", Nom = "Lefèvre", Prenom = "Zoé", DateNaissance = new DateOnly(2008, 2, 28),
        CodeFormationPsup = 8842, CodeFormation1 = "L1DROI", CodeSise = "2500032", EtatInscription = 1,
        CodeEtablissementAffectation = Uai,
    };
}
