using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The configuration document of the demo: one calendar, three établissements.</summary>
internal static class ConfigurationDemo
{
    /// <summary>The dummy candidate of "Tester connecteur", known to both sides.</summary>
    public static readonly CandidatTest CandidatTest = new(1, "TEST", "Connecteur", "01/01/2008");

    public static JsonObject Ecrire(Uri parcoursup, Uri apogee, DossiersScolarix scolarix) => new()
    {
        ["campagnes"] = new JsonArray(new JsonObject
        {
            ["session"] = Campagne.Session,
            ["debutAdmission"] = Jour(Campagne.Debut),
            ["publicationResultatsBac"] = Jour(Campagne.Publication),
            ["resultatsRattrapage"] = Jour(Campagne.Rattrapage),
            ["rentree"] = Jour(Campagne.Rentree),
            ["fin"] = "2026-10-31",
        }),
        ["etablissements"] = new JsonArray(
            ConfigurationAlpes.Completer(Commun(Etablissements.Alpes, parcoursup), apogee),
            ConfigurationLycee.Completer(Commun(Etablissements.Lycee, parcoursup)),
            ConfigurationLagune.Completer(Commun(Etablissements.Lagune, parcoursup), scolarix)),
    };

    /// <summary>What every établissement has, whatever its student information system.</summary>
    private static JsonObject Commun(Etablissement etablissement, Uri parcoursup) => new()
    {
        ["code"] = etablissement.Code,
        ["libelle"] = etablissement.Libelle,
        ["uais"] = new JsonArray(etablissement.Uai),
        ["sis"] = etablissement.Sis,
        ["sourceOpi"] = "ApiRest",
        ["parcoursup"] = Parcoursup(etablissement, parcoursup),
        ["push"] = new JsonObject { ["login"] = Secrets.Push(etablissement).Login,
            ["motDePasse"] = Secrets.Push(etablissement).MotDePasse },
        ["regles"] = new JsonObject
        {
            ["situationDeuxAcceptee"] = true,
            ["amenagements"] = new JsonObject { ["1"] = "OuiSi3Ans", ["2"] = "OuiSi4Ans" },
            ["gardeDecisionPourcent"] = 5,
            ["gardeDecisionMinimum"] = 20,
            ["gardeDisparitionPourcent"] = 10,
            ["gardeDisparitionMinimum"] = 5,
        },
        ["planification"] = new JsonObject { ["remontee"] = "0 0 20 * * ?", ["recuperation"] = "0 0 6,14 * * ?",
            ["remonteeApiRest"] = "Quotidienne" },
    };

    private static JsonObject Parcoursup(Etablissement etablissement, Uri url)
    {
        var formation = Formations.Premiere(etablissement);
        return new JsonObject
        {
            ["url"] = url.ToString(),
            ["login"] = Secrets.Parcoursup(etablissement).Login,
            ["motDePasse"] = Secrets.Parcoursup(etablissement).MotDePasse,
            ["delaiSecondes"] = 5,
            ["appelsSimultanes"] = 2,
            ["pauseMillisecondes"] = 5,
            ["candidatTest"] = new JsonObject
            {
                ["codeCandidat"] = CandidatTest.CodeCandidat,
                ["ine"] = "000000000TC",
                ["nom"] = CandidatTest.Nom,
                ["prenom"] = CandidatTest.Prenom,
                ["dateNaissance"] = "2008-01-01",
                ["codeFormationPsup"] = formation.Code,
                ["codeFormation1"] = "TEST",
                ["codeSise"] = formation.CodeSise,
                ["etatInscription"] = 1,
            },
        };
    }

    private static string Jour(DateOnly jour) => jour.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
