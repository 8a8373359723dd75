using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Engine.Configuration.Formulaires;

/// <summary>Places in a document, as <c>opi.voie</c>.</summary>
internal static class CheminJson
{
    public static JsonNode? Lire(JsonNode? racine, string chemin)
    {
        foreach (var nom in chemin.Split('.')) racine = (racine as JsonObject)?[nom];
        return racine;
    }

    /// <summary>The place holds a null, if there is what it stands in.</summary>
    public static void Annuler(JsonObject racine, string chemin)
    {
        var at = chemin.LastIndexOf('.');
        if ((at < 0 ? racine : Lire(racine, chemin[..at])) is JsonObject parent) parent[chemin[(at + 1)..]] = null;
    }

    /// <param name="valeur">Null: the place is empty afterwards, and nothing is made on the way to it.</param>
    public static void Ecrire(JsonObject racine, string chemin, JsonNode? valeur)
    {
        var noms = chemin.Split('.');
        foreach (var nom in noms[..^1])
        {
            if (racine[nom] is not JsonObject next)
            {
                if (valeur is null) return;
                racine[nom] = next = [];
            }

            racine = next;
        }

        if (valeur is null) racine.Remove(noms[^1]);
        else racine[noms[^1]] = valeur;
    }
}
