using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration.Formulaires;

/// <summary>A value of the document as it is typed, and back.</summary>
internal static class TexteChamp
{
    public const string Oui = "oui";
    private static readonly char[] Separateurs = [' ', ',', ';', '\t', '\r', '\n'];

    public static string Lire(JsonNode? valeur) => valeur switch
    {
        null => "",
        JsonArray items => string.Join(' ', items.Select(i => i?.ToString())),
        _ when valeur.GetValueKind() == JsonValueKind.True => Oui,
        _ when valeur.GetValueKind() == JsonValueKind.False => "",
        _ => valeur.ToString(),
    };

    /// <param name="nom">The field, for the error.</param>
    public static (JsonNode? Valeur, Erreur? Erreur) Ecrire(ChampReglage champ, string nom, string texte)
    {
        texte = texte.Trim();
        return champ.Sorte switch
        {
            SorteChamp.Oui => (texte == Oui, null),
            _ when texte.Length == 0 => (null, null),
            SorteChamp.Nombre => int.TryParse(texte, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nombre)
                ? (nombre, null) : (null, new Erreur(nom, $"« {texte} » n'est pas un nombre entier.")),
            SorteChamp.Liste => (
                new JsonArray([.. texte.Split(Separateurs, StringSplitOptions.RemoveEmptyEntries).Select(t => (JsonNode)t)]), null),
            _ => (texte, null),
        };
    }
}
