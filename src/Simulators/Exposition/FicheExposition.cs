using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>A record as the statisticians delivered it, before the threshold hides what it must.</summary>
/// <param name="Uai">Null: of the country, or of a region.</param>
/// <param name="Region">Null: of the country.</param>
/// <param name="Filiere">apprentissage, pro, agricole or superieur.</param>
/// <param name="NbAnneeTerm">Below 20, or null: no rate and no number but this one.</param>
public sealed record FicheExposition(
    string? Uai, string? Region, string CodeCertification, string Filiere, string Millesime, int? NbAnneeTerm)
{
    public string CodeFormationDiplome { get; init; } = "";
    public string Libelle { get; init; } = "";
    public string Academie { get; init; } = "";
    public int TauxEnFormation { get; init; }
    public int TauxEnEmploi6Mois { get; init; }
    public int? SalaireQ1 { get; init; }
    public int? SalaireQ2 { get; init; }
    public int? SalaireQ3 { get; init; }

    /// <summary>The code whose data these are, and <c>self</c>, <c>ancienne</c> or <c>nouvelle</c>.</summary>
    public string? SourceCode { get; init; }

    public string SourceType { get; init; } = "self";

    public string Type => CodeCertification.Length switch { 8 => "cfd", 11 => "mef11", _ => "sise" };

    internal JsonObject ToJson()
    {
        var vu = NbAnneeTerm >= 20;
        var n = NbAnneeTerm ?? 0;
        var autres = Math.Max(0, 100 - TauxEnFormation - TauxEnEmploi6Mois);
        var json = new JsonObject();
        if (Uai is not null) json["uai"] = Uai;
        json["code_certification"] = CodeCertification;
        json["code_certification_type"] = Type;
        json["code_formation_diplome"] = CodeFormationDiplome.Length > 0 ? CodeFormationDiplome : CodeCertification;
        json["libelle"] = Libelle;
        json["filiere"] = Filiere;
        json["millesime"] = Millesime;
        if (Region is not null) json["region"] = new JsonObject { ["code"] = Region, ["nom"] = $"Région {Region}" };
        if (Academie.Length > 0) json["academie"] = new JsonObject { ["code"] = Academie, ["nom"] = $"Académie {Academie}" };
        json["donnee_source"] = new JsonObject { ["code_certification"] = SourceCode ?? CodeCertification, ["type"] = SourceType };
        if (Uai is not null)
        {
            json["uai_donnee"] = Uai;
            json["uai_donnee_type"] = "formateur";
            json["formation_fermee"] = false;
        }

        json["nb_annee_term"] = NbAnneeTerm;
        Put(json, vu, "nb_poursuite_etudes", n * TauxEnFormation / 100);
        Put(json, vu, "nb_sortant", n - (n * TauxEnFormation / 100));
        Put(json, vu, "taux_en_formation", TauxEnFormation);
        foreach (var (mois, plus) in new[] { (6, 0), (12, 5), (18, 8), (24, 10) })
        {
            var emploi = Math.Min(100 - TauxEnFormation, TauxEnEmploi6Mois + plus);
            Put(json, vu, $"nb_en_emploi_{mois}_mois", n * emploi / 100);
            Put(json, vu, $"taux_en_emploi_{mois}_mois", emploi);
            Put(json, vu, $"taux_autres_{mois}_mois", Math.Max(0, Math.Min(autres, 100 - TauxEnFormation - emploi)));
        }

        if (Filiere == "apprentissage") Put(json, vu, "taux_rupture_contrats", 12);
        if (SalaireQ2 is not null || Uai is null)
        {
            // The pay stays, whatever the threshold.
            json["salaire_12_mois_q1"] = SalaireQ1;
            json["salaire_12_mois_q2"] = SalaireQ2;
            json["salaire_12_mois_q3"] = SalaireQ3;
        }

        json["_meta"] = new JsonObject { ["titre"] = $"Certification {CodeCertification}", ["licence"] = "ODC-ODbL" };
        return json;
    }

    /// <summary>The same without any figure: what a year that is not the last one is answered with.</summary>
    internal JsonObject ToJsonWithoutRates()
    {
        var json = ToJson();
        foreach (var name in json.Select(field => field.Key).Where(IsFigure).ToList()) json[name] = null;
        return json;
    }

    private static bool IsFigure(string name) =>
        name.StartsWith("nb_", StringComparison.Ordinal) || name.StartsWith("taux_", StringComparison.Ordinal)
        || name.StartsWith("salaire_", StringComparison.Ordinal);

    private static void Put(JsonObject json, bool seen, string name, int value) => json[name] = seen ? JsonValue.Create(value) : null;
}
