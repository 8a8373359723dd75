using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The university on Apogée.</summary>
internal static class ConfigurationAlpes
{
    public static JsonObject Completer(JsonObject etablissement, Uri apogee)
    {
        etablissement["opi"] = new JsonObject
        {
            ["prefixe"] = "",
            ["comptes"] = new JsonArray(new JsonObject
            {
                ["login"] = Secrets.Ecandidat.Login,
                ["motDePasse"] = Secrets.Ecandidat.MotDePasse,
                ["prefixe"] = Secrets.Ecandidat.Prefixe,
                ["origine"] = "Autre",
            }),
        };
        etablissement["apogee"] = Apogee(apogee);
        etablissement["formations"] = new JsonArray([.. Formations.Toutes.Where(f => f.EstParametree).Select(EcrireFormation)]);
        etablissement["nomenclatures"] = Nomenclatures();
        return etablissement;
    }

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
        var written = new JsonObject { ["codeFormationPsup"] = formation.Code, ["libelle"] = formation.Libelle,
            ["codeSise"] = formation.CodeSise };
        foreach (var (nom, vet) in new[] { ("oui", formation.Oui), ("ouiSi3Ans", formation.OuiSi3), ("ouiSi4Ans", formation.OuiSi4) })
        {
            if (vet is null)
                continue;

            var target = new JsonObject { ["codCge"] = vet.CodCge, ["codEtp"] = vet.CodEtp, ["codVrsVet"] = vet.CodVrsVet,
                ["codDemDos"] = "C" };
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
}
