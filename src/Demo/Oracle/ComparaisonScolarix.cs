using System.Globalization;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>Lays Scolarix's base, préinscriptions and enrolments beside the oracle's.</summary>
internal static class ComparaisonScolarix
{
    public static List<string> Ecarts(ScolarixAttendu attendu, JsonNode etat) =>
    [
        .. Differences.Entre("Scolarix, base, candidat", attendu.Base, Base(etat)),
        .. Differences.Entre("Scolarix, préinscriptions", attendu.Preinscrits, Nombres(etat["preinscriptions"])),
        .. Differences.Entre("Scolarix, préinscriptions refusées", attendu.Refus, (etat["refus"]?.AsArray() ?? [])
            .Select(r => r!["codeCandidat"]!.GetValue<int>())),
        .. Differences.Entre("Scolarix, inscription du candidat", attendu.Inscriptions, Inscriptions(etat)),
        .. (etat["imports"]?.AsArray() ?? []).Where(i => i?["reussi"]?.GetValue<bool>() != true)
        .Select(i => $"Scolarix a refusé l'instantané {i?["instantane"]} : {i?["message"]}"),
    ];

    private static Dictionary<string, string> Base(JsonNode etat) => (etat["base"]?.AsArray() ?? []).ToDictionary(
        l => Texte(l, "NUMERO_PARCOURSUP"),
        l => SuiviScolarix.Ligne(
            Texte(l, "INE") is { Length: > 0 } ine ? ine : null, Texte(l, "CIVILITE"), Texte(l, "NOM"), Texte(l, "PRENOM"),
            Texte(l, "DATE_NAISSANCE"), Texte(l, "MAIL")),
        StringComparer.Ordinal);

    private static Dictionary<string, string> Inscriptions(JsonNode etat) => (etat["inscriptions"]?.AsArray() ?? []).ToDictionary(
        i => i!["codeCandidat"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture),
        i => $"{Texte(i, "statut")}, {(i!["payee"]!.GetValue<bool>() ? "payée" : "non payée")}, {Texte(i, "type")}",
        StringComparer.Ordinal);

    private static IEnumerable<int> Nombres(JsonNode? liste) => (liste?.AsArray() ?? []).Select(n => n!.GetValue<int>());

    private static string Texte(JsonNode? node, string nom) => node?[nom]?.GetValue<string>() ?? "";
}
