using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>A value that a parameter may have.</summary>
internal static class ParameterExample
{
    public static JsonNode? Of(string name, OperationTexts texts) => texts.ParameterExample(name) ?? name switch
    {
        "etab" or "code" => "univ-alpes",
        "uai" => "0730013T",
        "session" => 2026,
        "codeCandidat" => 17,
        "formation" => 8842,
        "id" or "page" or "lot" or "numero" => 1,
        "champ" => "mail",
        "codOpi" => "17",
        "recherche" => "lefevre zoe",
        "essai" or "formationNouvelle" => true,
        "confirmer" => "univ-alpes",
        "etat" => "EnAttente",
        "nature" => "Modification",
        "format" => "csv",
        "dateImportation" => "2026-07-08",
        "anneeScolaire" => "2026-2027",
        "origine" => "Parcoursup",
        "fichier" or "nom" => "admis.csv",
        _ => null,
    };
}
