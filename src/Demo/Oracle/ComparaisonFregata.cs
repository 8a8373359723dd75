using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>Lays Fregata's imported candidates, apprenants and follow-up beside the oracle's.</summary>
internal static class ComparaisonFregata
{
    public static List<string> Ecarts(FregataAttendu attendu, JsonNode etat) =>
    [
        .. Differences.Entre("Fregata, dossier importé", attendu.Importes, Dictionnaire(etat["importes"], Importe)),
        .. Differences.Entre("Fregata, apprenant", attendu.Apprenants, Dictionnaire(etat["apprenants"], Apprenant)),
        .. Suivi(attendu.Suivi, etat["suivi"]?.AsArray() ?? []),
        .. (etat["anomalies"]?.AsArray() ?? []).Select(a => $"Fregata, contrat non tenu : {a}"),
    ];

    private static IEnumerable<string> Suivi(IReadOnlyList<string> attendus, JsonArray suivi)
    {
        // The gateway shows the newest first.
        var trouves = suivi.Reverse().Select(i => Texte(i, "etat") is "Annule" ? "Annule" : $"{Texte(i, "etat")} : {Texte(i, "message")}")
            .ToList();
        for (var rang = 0; rang < Math.Max(attendus.Count, trouves.Count); rang++)
        {
            var (attendu, trouve) = (attendus.ElementAtOrDefault(rang) ?? "rien", trouves.ElementAtOrDefault(rang) ?? "rien");
            if (attendu != trouve)
                yield return $"Fregata, suivi des échanges, import {rang + 1} : attendu « {attendu} », trouvé « {trouve} »";
        }
    }

    private static string Importe(JsonNode dossier) => FregataTexte.Importe(
        Texte(dossier, "etat") is "Recu" or "ATraiter" ? SuiviFregata.NonTraite : Texte(dossier, "etat") ?? "?",
        Texte(dossier["apprenant"], "nom"), Texte(dossier["apprenant"], "prenom"), Texte(dossier["apprenant"], "mail"),
        Texte(dossier["formation"], "mef"), Texte(dossier["formation"], "regime"), Texte(dossier["formation"], "division"),
        FregataTexte.Reponse(Texte(dossier, "reponse"), dossier["reponseDefinitive"]?.GetValue<bool>() ?? false),
        dossier["responsables"]?.AsArray().Count ?? 0, dossier["desistement"] is not null);

    private static string Apprenant(JsonNode apprenant) => FregataTexte.Apprenant(
        Texte(apprenant, "etat") ?? "?", Texte(apprenant, "parcoursup"), Texte(apprenant["donnees"], "mail"), Texte(apprenant, "ina"),
        Texte(apprenant, "division"),
        (apprenant["differences"]?.AsArray() ?? []).Any(d => Texte(d, "champ") == "mail"));

    private static Dictionary<string, string> Dictionnaire(JsonNode? liste, Func<JsonNode, string> ecrire) =>
        (liste?.AsArray() ?? []).OfType<JsonNode>().ToDictionary(n => Texte(n, "id") ?? "sans id", ecrire, StringComparer.Ordinal);

    private static string? Texte(JsonNode? node, string nom) => node?[nom]?.GetValue<string>();
}
