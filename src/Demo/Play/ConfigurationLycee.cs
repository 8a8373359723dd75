using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The lycée agricole on Fregata.</summary>
internal static class ConfigurationLycee
{
    /// <summary>Short, because the demo waits for the timeout that the guide shows.</summary>
    public const int DelaiReceptionSecondes = 2;

    public static JsonObject Completer(JsonObject etablissement)
    {
        etablissement["fregata"] = new JsonObject
        {
            // Every import asks Parcoursup.
            ["fraicheurMinutes"] = 0,
            ["delaiReceptionSecondes"] = DelaiReceptionSecondes,
            ["delaiRemonteeSecondes"] = 10,
            ["champsProteges"] = new JsonArray("identite", "mail", "telephone"),
            ["comptes"] = new JsonArray(new JsonObject
            {
                ["login"] = Secrets.Fregata.Login,
                ["motDePasse"] = Secrets.Fregata.MotDePasse,
                ["roles"] = new JsonArray("AdministrateurEtablissement", "DirectionEtablissement", "GestionInscriptions"),
            }),
        };
        etablissement["formations"] = new JsonArray([.. Formations.DuLycee.Select(formation => (JsonNode)new JsonObject
        {
            ["codeFormationPsup"] = formation.Code,
            ["libelle"] = formation.Libelle,
            ["codeSise"] = formation.CodeSise,
            ["fregata"] = new JsonObject { ["mef"] = formation.Mef, ["libelleMef"] = formation.Libelle, ["regime"] = "DemiPensionnaire",
                ["regimeInternat"] = "Interne" },
        })]);
        return etablissement;
    }
}
