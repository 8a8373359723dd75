using System.Globalization;
using System.Text.Json;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>The body of a posting as Parcoursup takes it, and what is against the contract in it.</summary>
internal sealed record FormationRecue(string Rco, int? GTaCod, string Uai, string Cfd, string Mef, string Rncp, string User)
{
    private static readonly string[] Champs = ["g_ta_cod", "user", "rncp", "cfd", "uai", "rco", "mef"];

    /// <summary>Null when it cannot be read at all; <paramref name="anomalies"/> says in French what is wrong.</summary>
    public static FormationRecue? Lire(byte[] corps, out List<string> anomalies)
    {
        anomalies = [];
        JsonElement racine;
        try
        {
            racine = JsonSerializer.Deserialize<JsonElement>(corps);
        }
        catch (JsonException)
        {
            anomalies.Add("le corps n'est pas du JSON");
            return null;
        }

        if (racine.ValueKind != JsonValueKind.Object)
        {
            anomalies.Add("le corps n'est pas un objet");
            return null;
        }

        var presents = racine.EnumerateObject().Select(p => p.Name).ToList();
        anomalies.AddRange(Champs.Except(presents).Select(c => $"le champ {c} manque"));
        anomalies.AddRange(presents.Except(Champs).Select(c => $"le champ {c} est inconnu"));
        var formation = new FormationRecue(Texte(racine, "rco"), Nombre(racine), Texte(racine, "uai"), Texte(racine, "cfd"),
            Texte(racine, "mef"), CodesRncp(racine, anomalies), Texte(racine, "user"));
        if (formation.Rco.Length == 0) anomalies.Add("le champ rco est vide");
        if (formation.Mef.Length > 0 && formation.Mef.Length != 10) anomalies.Add("le champ mef n'a pas dix caractères");
        return formation;
    }

    private static string CodesRncp(JsonElement racine, List<string> anomalies)
    {
        if (!racine.TryGetProperty("rncp", out var codes)) return "";
        if (codes.ValueKind != JsonValueKind.Array)
        {
            anomalies.Add("le champ rncp n'est pas une liste");
            return "";
        }

        if (codes.EnumerateArray().Any(c => c.ValueKind is not (JsonValueKind.Number or JsonValueKind.String)))
            anomalies.Add("le champ rncp contient autre chose que des codes");
        return string.Join(",", codes.EnumerateArray().Select(c => c.ToString()));
    }

    private static string Texte(JsonElement racine, string nom) =>
        racine.TryGetProperty(nom, out var valeur) && valeur.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? valeur.ToString() : "";

    private static int? Nombre(JsonElement racine) =>
        int.TryParse(Texte(racine, "g_ta_cod"), NumberStyles.None, CultureInfo.InvariantCulture, out var nombre) && nombre > 0
            ? nombre : null;
}
