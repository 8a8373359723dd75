using System.Globalization;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>Lays the state of the simulators beside the oracle's; every difference is a line in French.</summary>
internal static class Comparaison
{
    public static List<string> Apogee(EtatAttendu attendu, JsonNode etat)
    {
        var ecarts = new List<string>();
        var trouves = etat["opi"]!.AsArray().ToDictionary(o => Texte(o!, "codOpiIntEpo")!, o => o!, StringComparer.Ordinal);
        foreach (var (code, voeux) in attendu.Opi.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (!trouves.Remove(code, out var opi))
                ecarts.Add($"Apogée, OPI {code} : absente, attendu {Ecrire(voeux)}");
            else if (Naissance(attendu, code) is { } naissance && Texte(opi, "dateNaissance") is var notee && notee != naissance)
                ecarts.Add($"Apogée, OPI {code} : né le {naissance} attendu, trouvé {notee}");
            else if (Ecrire(voeux) is var voulu && Ecrire(Lire(opi)) is var trouve && voulu != trouve)
                ecarts.Add($"Apogée, OPI {code} : attendu {voulu}, trouvé {trouve}");
        }

        ecarts.AddRange(trouves.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => $"Apogée, OPI {t.Key} : inattendue, trouvé {Ecrire(Lire(t.Value))}"));
        foreach (var (champ, faute) in new[] { ("omissions", "VET omises d'un envoi"),
            ("chevauchements", "appels simultanés pour une même OPI") })
        {
            var nombre = etat["totaux"]![champ]!.GetValue<int>();
            if (nombre > 0)
                ecarts.Add(string.Create(CultureInfo.InvariantCulture, $"Apogée : {nombre} {faute}"));
        }

        return ecarts;
    }

    private static string? Naissance(EtatAttendu attendu, string code) =>
        attendu.Naissances.TryGetValue(code, out var naissance) ? naissance.ToString("ddMMyyyy", CultureInfo.InvariantCulture) : null;

    public static List<string> Parcoursup(EtatAttendu attendu, JsonNode etat)
    {
        var trouves = etat["inscriptions"]!.AsArray().ToDictionary(
            i => (i!["codeCandidat"]!.GetValue<int>(), i["codeFormationPsup"]!.GetValue<int>()), i =>
            i!["etatInscription"]!.GetValue<int>());
        return [.. attendu.Inscriptions.Keys.Union(trouves.Keys).Order()
            .Select(cle => Ecart(cle, attendu.Inscriptions.GetValueOrDefault(cle), trouves.GetValueOrDefault(cle))).OfType<string>()];
    }

    private static string? Ecart((int Candidat, int Formation) cle, int voulu, int trouve) => voulu == trouve
        ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"Parcoursup, candidat {cle.Candidat}, formation {cle.Formation} : attendu {Nommer(voulu)}, trouvé {Nommer(trouve)}");

    private static string Nommer(int etat) => etat == 0 ? "aucune inscription" : etat.ToString(CultureInfo.InvariantCulture);

    /// <summary>Neither the seed nor the contract says what an unfavourable wish keeps of its category: it is not judged.</summary>
    private static IEnumerable<VoeuAttendu> Lire(JsonNode opi) =>
        from voeu in opi["voeux"]!.AsArray()
        let decision = Texte(voeu, "codDecVeu") ?? "?"
        select new VoeuAttendu(
            Texte(voeu, "codCge") ?? "?",
            Texte(voeu, "codEtp") ?? "?",
            int.Parse(Texte(voeu, "codVrsVet") ?? "0", CultureInfo.InvariantCulture),
            decision,
            decision == "D" ? null : Texte(voeu, "codCatOuiSi"),
            decision == "D" ? null : Texte(voeu, "mtfCat"));

    private static string Ecrire(IEnumerable<VoeuAttendu> voeux) =>
        "[" + string.Join(", ", voeux.OrderBy(v => v.CodEtp, StringComparer.Ordinal).Select(Ecrire)) + "]";

    private static string Ecrire(VoeuAttendu v) =>
        string.Create(CultureInfo.InvariantCulture, $"{v.CodCge}/{v.CodEtp}-{v.CodVrsVet}={v.CodDecVeu}{Amenagement(v)}");

    private static string Amenagement(VoeuAttendu v) => v.CodCatOuiSi is null && v.MtfCat is null ? "" : $" ({v.CodCatOuiSi}, {v.MtfCat})";

    private static string? Texte(JsonNode node, string name) => node[name]?.GetValue<string>() is { Length: > 0 } text ? text : null;
}
