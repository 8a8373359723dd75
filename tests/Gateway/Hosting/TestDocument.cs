using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>The configuration document of the tests, and the wishes of its candidates.</summary>
public static class TestDocument
{
    /// <summary>
    /// Seconds for an answer: far more than a busy machine stands still, for a call that is given up is made again, and counted. What is
    /// about calls that are given up sets a short one.
    /// </summary>
    public const int Delai = 20;

    /// <summary>Leads to L1DROI; Oui si in three years to L1DRO3, in four years to L1DRO4.</summary>
    public const int Droit = 8842;

    /// <summary>Leads to L1ECO.</summary>
    public const int Economie = 8843;

    /// <summary>Leads to L1HIS.</summary>
    public const int Histoire = 8844;

    /// <summary>Nobody entered its mapping.</summary>
    public const int SansCorrespondance = 8899;

    public static JsonObject Campagne() => new()
    {
        ["session"] = 2026, ["debutAdmission"] = "2026-06-02", ["publicationResultatsBac"] = "2026-07-07",
        ["resultatsRattrapage"] = "2026-07-10", ["rentree"] = "2026-09-01", ["fin"] = "2026-10-31",
    };

    public static JsonObject Etablissement(string code, string uai, Uri parcoursup, Uri apogee) => new()
    {
        ["code"] = code, ["libelle"] = "Université des Alpes", ["uais"] = new JsonArray(uai), ["sis"] = "Apogee", ["sourceOpi"] = "ApiRest",
        ["parcoursup"] = new JsonObject
        {
            ["url"] = parcoursup.ToString(), ["login"] = "psup", ["motDePasse"] = "secret", ["delaiSecondes"] = Delai,
            ["appelsSimultanes"] = 2, ["pauseMillisecondes"] = 1,
            ["candidatTest"] = new JsonObject
            {
                ["codeCandidat"] = TestEtablissement.Dummy.CodeCandidat, ["ine"] = "000000000TC", ["nom"] = TestEtablissement.Dummy.Nom, ["prenom"] = TestEtablissement.Dummy.Prenom,
                ["dateNaissance"] = "2008-01-01", ["codeFormationPsup"] = Droit, ["codeFormation1"] = "TEST", ["codeSise"] = "2500001", ["etatInscription"] = 1,
            },
        },
        ["push"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["motDePasse"] = TestEtablissement.PushPassword },
        ["opi"] = new JsonObject { ["prefixe"] = "", ["comptes"] = new JsonArray() },
        ["apogee"] = new JsonObject
        {
            ["url"] = apogee.ToString(), ["version"] = 10, ["release"] = "6.50", ["login"] = "opi", ["motDePasse"] = "mdp",
            ["delaiSecondes"] = Delai, ["appelsSimultanes"] = 2,
        },
        ["regles"] = new JsonObject
        {
            ["situationDeuxAcceptee"] = true, ["amenagements"] = new JsonObject { ["1"] = "OuiSi3Ans", ["2"] = "OuiSi4Ans" },
            ["gardeDecisionPourcent"] = 5, ["gardeDecisionMinimum"] = 20, ["gardeDisparitionPourcent"] = 10, ["gardeDisparitionMinimum"] = 5,
        },
        ["planification"] = new JsonObject { ["remontee"] = "0 0 20 * * ?", ["recuperation"] = "0 0 6 1 1 ?", ["remonteeApiRest"] = "Quotidienne" },
        ["formations"] = new JsonArray(Formation(Droit, "L1DROI", "L1DRO3", "L1DRO4"), Formation(Economie, "L1ECO"), Formation(Histoire, "L1HIS")),
        ["nomenclatures"] = new JsonObject(),
    };

    /// <summary>One line of the formation mapping.</summary>
    public static JsonObject Formation(int code, string oui, string? ouiSi3Ans = null, string? ouiSi4Ans = null)
    {
        var formation = new JsonObject { ["codeFormationPsup"] = code, ["libelle"] = $"Formation {code}", ["codeSise"] = "2500001", ["oui"] = Vet(oui) };
        if (ouiSi3Ans is not null) formation["ouiSi3Ans"] = Vet(ouiSi3Ans, "OS3");
        if (ouiSi4Ans is not null) formation["ouiSi4Ans"] = Vet(ouiSi4Ans, "OS4");
        return formation;
    }

    /// <summary>
    /// A wish as Parcoursup holds it, accepted unless said otherwise. Each candidate is another person; the fields may
    /// be changed before it is used.
    /// </summary>
    public static JsonObject Voeu(int codeCandidat, int formation = Droit, int situation = 1, int amenagement = 0, string? reponse = "05/06/2026 10:00") => new()
    {
        ["session"] = 2026, ["codeCandidat"] = codeCandidat, ["codeFormationPsup"] = formation, ["codeSISE"] = "2500001",
        ["codeAmenagement"] = amenagement, ["codeSituation"] = situation, ["dateReponse"] = reponse, ["ine"] = $"{codeCandidat:D9}AA",
        ["sexe"] = "F", ["nom"] = $"Lefèvre{(char)('A' + (codeCandidat % 26))}", ["prenom"] = "Zoé", ["dateNaissance"] = $"{(codeCandidat % 28) + 1:D2}/02/2008",
        ["codePaysNaissance"] = "FR", ["departementNaissance"] = "73", ["codeCommuneNaissance"] = "73065", ["codePaysNationalite"] = "99100",
        ["adresse1"] = "1 rue de l'Église", ["codePostal"] = "73000", ["codeCommune"] = "73065", ["codePaysadresse"] = "FR",
        ["mail"] = $"candidat.{codeCandidat}@example.org", ["internat"] = 0,
        ["codeEtablissement"] = "0730013T", ["codeEtablissementAffectation"] = "0730013T",
    };

    private static JsonObject Vet(string codEtp, string? categorie = null)
    {
        var vet = new JsonObject { ["codCge"] = "DRT", ["codEtp"] = codEtp, ["codVrsVet"] = 101, ["codDemDos"] = "C" };
        if (categorie is not null) (vet["codCatOuiSi"], vet["mtfCat"], vet["cursusAmenage"]) = (categorie, "REM", "Cursus aménagé " + categorie);
        return vet;
    }
}
