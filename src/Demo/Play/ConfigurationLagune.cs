using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Where the gateway and Scolarix exchange their files.</summary>
internal sealed record DossiersScolarix(string Instantanes, string Retour);

/// <summary>The university on Scolarix.</summary>
internal static class ConfigurationLagune
{
    public static JsonObject Completer(JsonObject etablissement, DossiersScolarix dossiers)
    {
        etablissement["scolarix"] = new JsonObject
        {
            ["dossier"] = dossiers.Instantanes,
            ["conserver"] = 10,
            ["seriesEquivalentes"] = new JsonArray(ProfilsLagune.SerieEquivalente),
            ["retour"] = new JsonObject { ["dossier"] = dossiers.Retour },
        };
        etablissement["planification"]!["scolarix"] = "0 0 19 * * ?";
        etablissement["formations"] = new JsonArray([.. Formations.DeLagune.Select(formation => (JsonNode)new JsonObject
        {
            ["codeFormationPsup"] = formation.Code, ["libelle"] = formation.Libelle, ["codeSise"] = formation.CodeSise,
        })]);
        return etablissement;
    }
}
