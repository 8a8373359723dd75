using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>Reads the reports, and holds their counts against their lines.</summary>
internal sealed class RapportReader(Formes formes, Anomalies anomalies)
{
    private static readonly (string Champ, string Resultat)[] DeValidation =
        [("informes", "Informe"), ("aReessayer", "SeraReessaye"), ("refuses", "Refuse"), ("enCours", "EnCours"),
            ("sansObjet", "SansObjet")];
    private static readonly (string Champ, string Resultat)[] DeControle =
        [("prets", "Pret"), ("dejaValides", "DejaValide"), ("aCorriger", "ACorriger")];
    private static readonly (string Champ, string Resultat)[] DeTraitement = [("traites", "Traite"), ("refuses", "Refuse")];

    public RapportFregata LireValidation(int status, JsonNode? corps, int demandees) =>
        Lire(status, corps, demandees, "rapport", DeValidation);

    public RapportFregata LireTraitement(int status, JsonNode? corps, int demandees) =>
        Lire(status, corps, demandees, "traites", DeTraitement);

    public RapportFregata LireControle(int status, JsonNode? corps, int demandees)
    {
        var rapport = Lire(status, corps, demandees, "controles", DeControle);
        foreach (var ligne in rapport.Lignes.Where(l => l.Resultat == "ACorriger" && l.Message.Length == 0))
            anomalies.Noter($"controles : {ligne.Id} est à corriger, et rien ne dit quoi");
        return rapport;
    }

    private RapportFregata Lire(int status, JsonNode? corps, int demandees, string forme, (string Champ, string Resultat)[] comptes)
    {
        // Without a 200 there is no report: refused as a whole, or its answer lost.
        if (status != 200 || corps is not JsonObject rapport)
            return new RapportFregata(status, null, []);

        formes.Verifier(rapport, forme, forme);
        List<LigneRapport> lignes = rapport["inscriptions"] is JsonArray liste
            ? [.. liste.OfType<JsonObject>().Select(Ligne)]
            : [];
        if (lignes.Count != demandees)
            anomalies.Noter($"{forme} : {lignes.Count} lignes pour {demandees} inscriptions");
        foreach (var inconnu in lignes.Select(l => l.Resultat).Except(comptes.Select(c => c.Resultat)))
            anomalies.Noter($"{forme} : résultat « {inconnu} » inconnu");
        foreach (var (champ, resultat) in comptes)
        {
            var nombre = lignes.Count(l => l.Resultat == resultat);
            if (JsonBody.Number(rapport, champ) != nombre)
                anomalies.Noter($"{forme} : {champ} vaut {JsonBody.Field(rapport, champ)}, {nombre} lignes");
        }

        return new RapportFregata(status, JsonBody.Number(rapport, "id"), lignes);
    }

    // The checks tell several problems of a line: the first gives the field, all of them the message.
    private static LigneRapport Ligne(JsonObject ligne)
    {
        List<JsonObject> problemes = ligne["problemes"] is JsonArray liste ? [.. liste.OfType<JsonObject>()] : [];
        return problemes.Count == 0
            ? new(JsonBody.Field(ligne, "id") ?? "", JsonBody.Field(ligne, "resultat") ?? "", JsonBody.Field(ligne, "champ"),
                JsonBody.Field(ligne, "message") ?? "")
            : new(JsonBody.Field(ligne, "id") ?? "", JsonBody.Field(ligne, "resultat") ?? "", JsonBody.Field(problemes[0], "champ"),
                string.Join(' ', problemes.Select(p => JsonBody.Field(p, "message"))));
    }
}
