using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>The routes of one record.</summary>
internal static partial class FichesEndpoint
{
    public static ReponseExposition Formation(DonneesExposition donnees, string uai, string code, string? millesime)
    {
        if (!Uai().IsMatch(uai)) return Invalide($"\"uai\" with value \"{uai}\" fails to match the required pattern: /^[0-9]{{7}}[A-Z]$/");
        if (Code(code) is not { } normal)
            return Invalide($"\"code_certification\" with value \"{code}\" must be a valid certification code");
        if (!donnees.Connait(uai)) return ReponseExposition.Erreur(404, "Etablissement inconnu");
        return Repondre(donnees, normal, millesime, c => donnees.Formation(uai, c), "Formation inconnue");
    }

    public static ReponseExposition Certification(DonneesExposition donnees, string code, string? millesime) =>
        Code(code) is not { } normal
            ? Invalide($"\"code_certification\" with value \"{code}\" must be a valid certification code")
            : Repondre(donnees, normal, millesime, donnees.Certification, "Certification inconnue");

    public static ReponseExposition Regionale(DonneesExposition donnees, string region, string code, string? millesime) =>
        Code(code) is not { } normal
            ? Invalide($"\"code_certification\" with value \"{code}\" must be a valid certification code")
            : Repondre(donnees, normal, millesime, c => donnees.Regionale(region, c),
                donnees.ConnaitCertification(normal) ? "Pas de données disponibles" : "Certification inconnue");

    public static bool EstMillesime(string fiche, string demande) =>
        fiche == demande || fiche.EndsWith("_" + demande, StringComparison.Ordinal);

    private static ReponseExposition Repondre(
        DonneesExposition donnees, string code, string? millesime, Func<string, IEnumerable<FicheExposition>> fiches, string inconnu)
    {
        var terminales = donnees.Terminales(code);
        if (terminales.Count == 1) return Repondre(donnees, terminales[0], millesime, fiches, inconnu);
        if (terminales.Count > 1) return AnneeCommune(code, terminales, millesime, fiches, inconnu);
        var toutes = fiches(code).OrderByDescending(f => f.Millesime, StringComparer.Ordinal).ToList();
        if (toutes.Count == 0) return ReponseExposition.Erreur(404, inconnu);
        var choisie = millesime is null ? toutes[0] : toutes.Find(f => EstMillesime(f.Millesime, millesime));
        return choisie is not null ? ReponseExposition.Ok(choisie.ToJson())
            : ReponseExposition.Erreur(404, "Pas de données pour le millésime", new JsonObject
            {
                ["millesime"] = millesime,
                ["millesimesDisponible"] = new JsonArray([.. toutes.Select(f => JsonValue.Create(f.Millesime))]),
            });
    }

    // A 200 that covers nothing: the record of the year asked for, without figures, and those of the last years.
    private static ReponseExposition AnneeCommune(string code, IReadOnlyList<string> terminales, string? millesime,
        Func<string, IEnumerable<FicheExposition>> fiches, string inconnu)
    {
        var array = new JsonArray();
        FicheExposition? modele = null;
        foreach (var terminale in terminales)
        {
            var toutes = fiches(terminale).OrderByDescending(f => f.Millesime, StringComparer.Ordinal).ToList();
            var choisie = toutes.Find(f => millesime is null || EstMillesime(f.Millesime, millesime));
            modele ??= choisie;
            array.Add(choisie?.ToJson() ?? new JsonObject
            {
                ["error"] = toutes.Count == 0 ? inconnu : "Pas de données pour le millésime",
                ["millesimes"] = new JsonArray([.. toutes.Select(f => JsonValue.Create(f.Millesime))]),
                ["code_certification"] = terminale,
            });
        }

        if (modele is null) return ReponseExposition.Erreur(404, inconnu);
        var json = (modele with { CodeCertification = code, SourceCode = null, SourceType = "self" }).ToJsonWithoutRates();
        json["certificationsTerminales"] = array;
        return ReponseExposition.Ok(json);
    }

    private static ReponseExposition Invalide(string message) => ReponseExposition.Erreur(400, message);

    private static string? Code(string text) => CodeCertification().Match(text) is { Success: true } match
        ? match.Groups.Values.Skip(1).First(group => group.Success).Value : null;

    [GeneratedRegex(@"^[0-9]{7}[A-Z]\z")]
    private static partial Regex Uai();

    [GeneratedRegex(@"^(?:(?:CFD:)?([0-9A-Z]{8})|(?:MEFSTAT11:)?([0-9A-Z]{11})|SISE:([0-9]{7}))\z")]
    private static partial Regex CodeCertification();
}
