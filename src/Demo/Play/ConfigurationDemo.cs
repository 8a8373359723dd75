using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The configuration document of the demo's établissement.</summary>
internal static class ConfigurationDemo
{
    public const string Code = "univ-alpes";

    /// <summary>The dummy candidate of "Tester connecteur", known to both sides.</summary>
    public static readonly CandidatTest CandidatTest = new(1, "TEST", "Connecteur", "01/01/2008");

    public static JsonObject Ecrire(Uri parcoursup, Uri apogee) => new()
    {
        ["campagnes"] = new JsonArray(new JsonObject
        {
            ["session"] = Campagne.Session,
            ["debutAdmission"] = Jour(Campagne.Debut),
            ["publicationResultatsBac"] = Jour(Campagne.Publication),
            ["resultatsRattrapage"] = Jour(Campagne.Rattrapage),
            ["rentree"] = "2026-09-01",
            ["fin"] = "2026-10-31",
        }),
        ["etablissements"] = new JsonArray(new JsonObject
        {
            ["code"] = Code,
            ["libelle"] = "Université des Alpes",
            ["uais"] = new JsonArray(Campagne.Uai),
            ["sis"] = "Apogee",
            ["sourceOpi"] = "ApiRest",
            ["parcoursup"] = Parcoursup(parcoursup),
            ["push"] = new JsonObject { ["login"] = Secrets.Push.Login, ["motDePasse"] = Secrets.Push.MotDePasse },
            ["opi"] = new JsonObject
            {
                ["prefixe"] = "",
                ["comptes"] = new JsonArray(new JsonObject
                {
                    ["login"] = Secrets.Ecandidat.Login,
                    ["motDePasse"] = Secrets.Ecandidat.MotDePasse,
                    ["prefixe"] = Secrets.Ecandidat.Prefixe,
                    ["origine"] = "Autre",
                }),
            },
            ["apogee"] = Apogee(apogee),
            ["regles"] = new JsonObject
            {
                ["situationDeuxAcceptee"] = true,
                ["amenagements"] = new JsonObject { ["1"] = "OuiSi3Ans", ["2"] = "OuiSi4Ans" },
                ["gardeDecisionPourcent"] = 5,
                ["gardeDecisionMinimum"] = 20,
                ["gardeDisparitionPourcent"] = 10,
                ["gardeDisparitionMinimum"] = 5,
            },
            ["planification"] = new JsonObject { ["remontee"] = "0 0 20 * * ?", ["recuperation"] = "0 0 6,14 * * ?", ["remonteeApiRest"] = "Quotidienne" },
            ["formations"] = new JsonArray([.. Formations.Toutes.Where(f => f.EstParametree).Select(EcrireFormation)]),
            ["nomenclatures"] = Nomenclatures(),
        }),
    };

    private static JsonObject Parcoursup(Uri url) => new()
    {
        ["url"] = url.ToString(),
        ["login"] = Secrets.Parcoursup.Login,
        ["motDePasse"] = Secrets.Parcoursup.MotDePasse,
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
            ["codeFormationPsup"] = Formations.Toutes[0].Code,
            ["codeFormation1"] = "TEST",
            ["codeSise"] = Formations.Toutes[0].CodeSise,
            ["etatInscription"] = 1,
        },
    };

    /// <summary>A short delay: what waits for it (rule E2) must not make the demo long.</summary>
    private static JsonObject Apogee(Uri url) => new()
    {
        ["url"] = url.ToString(),
        ["version"] = 10,
        ["release"] = "6.50",
        ["login"] = Secrets.Apogee.Login,
        ["motDePasse"] = Secrets.Apogee.MotDePasse,
        ["delaiSecondes"] = 2,
        ["appelsSimultanes"] = 4,
    };

    private static JsonNode EcrireFormation(Formation formation)
    {
        var written = new JsonObject { ["codeFormationPsup"] = formation.Code, ["libelle"] = formation.Libelle, ["codeSise"] = formation.CodeSise };
        foreach (var (nom, vet) in new[] { ("oui", formation.Oui), ("ouiSi3Ans", formation.OuiSi3), ("ouiSi4Ans", formation.OuiSi4) })
        {
            if (vet is null)
                continue;

            var target = new JsonObject { ["codCge"] = vet.CodCge, ["codEtp"] = vet.CodEtp, ["codVrsVet"] = vet.CodVrsVet, ["codDemDos"] = "C" };
            if (vet.CodCatOuiSi is not null)
                (target["codCatOuiSi"], target["mtfCat"], target["cursusAmenage"]) = (vet.CodCatOuiSi, vet.MtfCat, vet.Cursus);
            written[nom] = target;
        }

        return written;
    }

    private static JsonObject Nomenclatures() => new()
    {
        ["pays"] = new JsonObject { ["FR"] = "100", ["99100"] = "100", ["99352"] = "352" },
        ["serieBac"] = new JsonObject { ["Générale"] = "NBGE", ["STMG"] = "STMG", ["ST2S"] = "ST2S", ["Professionnelle"] = "0021" },
        ["mentionBac"] = new JsonObject { ["P"] = "P", ["AB"] = "AB", ["B"] = "B", ["TB"] = "TB" },
    };

    private static string Jour(DateOnly jour) => jour.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
