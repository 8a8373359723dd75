using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>Reads the body of an answer for what the classification needs, and believes nothing else of it.</summary>
internal static class CorpsRecu
{
    public static ReponseService Lire(int statut, byte[] octets, string? charset)
    {
        var texte = Decoder(octets, charset);
        if (texte.Length == 0) return new ReponseService(statut, NatureCorps.Vide);
        if (texte[0] == '<') return new ReponseService(statut, NatureCorps.Html);
        try
        {
            using var json = JsonDocument.Parse(texte);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new ReponseService(statut, NatureCorps.Json, Texte(json.RootElement, "message"),
                    json.RootElement.TryGetProperty("g_ta_cod", out var code) ? Code(code) : null,
                    json.RootElement.TryGetProperty("dejaEnvoye", out var deja) && EstVrai(deja))
                : new ReponseService(statut, NatureCorps.Autre);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half a surrogate pair in a name or a value.
            return new ReponseService(statut, NatureCorps.Autre);
        }
    }

    private static string Decoder(byte[] octets, string? charset)
    {
        var encodage = charset?.Trim('"').ToUpperInvariant() is "ISO-8859-1" or "LATIN1" or "US-ASCII" ? Encoding.Latin1 : Encoding.UTF8;
        return encodage.GetString(octets).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
    }

    private static string? Texte(JsonElement objet, string nom) =>
        objet.TryGetProperty(nom, out var valeur) && valeur.ValueKind == JsonValueKind.String ? valeur.GetString() : null;

    /// <summary>An id, whether it came as a string or as a number; null for anything else.</summary>
    internal static string? Code(JsonElement valeur) => valeur.ValueKind switch
    {
        JsonValueKind.String => IdParcoursup.Lire(valeur.GetString()),
        JsonValueKind.Number when valeur.TryGetInt64(out var nombre) && nombre > 0 =>
            IdParcoursup.Lire(nombre.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static bool EstVrai(JsonElement valeur) => valeur.ValueKind == JsonValueKind.True
        || valeur.ValueKind == JsonValueKind.String && string.Equals(valeur.GetString(), "true", StringComparison.OrdinalIgnoreCase);
}
