using System.Globalization;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;

/// <summary>A record out of the API's JSON: a number may be written as text, what is unknown does no harm.</summary>
internal static class LectureEnregistrement
{
    /// <summary>A record that was read before.</summary>
    public static EnregistrementExposition De(string corps)
    {
        using var document = JsonDocument.Parse(corps);
        return De(document.RootElement) ?? throw new InvalidDataException("A stored record of the Exposition API has no code.");
    }

    /// <returns>Null without the code that it belongs to: then it is no record.</returns>
    public static EnregistrementExposition? De(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Texte(json, "code_certification") is not { } code) return null;
        return new EnregistrementExposition
        {
            CodeCertification = code,
            CodeCertificationType = Texte(json, "code_certification_type"),
            CodeFormationDiplome = Texte(json, "code_formation_diplome"),
            Uai = Texte(json, "uai"),
            Libelle = Texte(json, "libelle"),
            Filiere = Texte(json, "filiere"),
            Millesime = Texte(json, "millesime"),
            Region = Territoire(json, "region"),
            Academie = Territoire(json, "academie"),
            DonneeSource = json.TryGetProperty("donnee_source", out var source) && source.ValueKind == JsonValueKind.Object
                ? new DonneeSource(Texte(source, "code_certification"), Texte(source, "type")) : null,
            UaiDonnee = Texte(json, "uai_donnee"),
            UaiDonneeType = Texte(json, "uai_donnee_type"),
            FormationFermee = json.TryGetProperty("formation_fermee", out var fermee) ? fermee.ValueKind switch
            {
                JsonValueKind.True => true, JsonValueKind.False => false, _ => null,
            } : null,
            NbAnneeTerm = Entier(json, "nb_annee_term"),
            NbSortant = Entier(json, "nb_sortant"),
            NbPoursuiteEtudes = Entier(json, "nb_poursuite_etudes"),
            NbEnEmploi6Mois = Entier(json, "nb_en_emploi_6_mois"),
            NbEnEmploi12Mois = Entier(json, "nb_en_emploi_12_mois"),
            NbEnEmploi18Mois = Entier(json, "nb_en_emploi_18_mois"),
            NbEnEmploi24Mois = Entier(json, "nb_en_emploi_24_mois"),
            TauxEnFormation = Nombre(json, "taux_en_formation"),
            TauxEnEmploi6Mois = Nombre(json, "taux_en_emploi_6_mois"),
            TauxEnEmploi12Mois = Nombre(json, "taux_en_emploi_12_mois"),
            TauxEnEmploi18Mois = Nombre(json, "taux_en_emploi_18_mois"),
            TauxEnEmploi24Mois = Nombre(json, "taux_en_emploi_24_mois"),
            TauxAutres6Mois = Nombre(json, "taux_autres_6_mois"),
            TauxAutres12Mois = Nombre(json, "taux_autres_12_mois"),
            TauxAutres18Mois = Nombre(json, "taux_autres_18_mois"),
            TauxAutres24Mois = Nombre(json, "taux_autres_24_mois"),
            TauxRuptureContrats = Nombre(json, "taux_rupture_contrats"),
            Salaire12MoisQ1 = Nombre(json, "salaire_12_mois_q1"),
            Salaire12MoisQ2 = Nombre(json, "salaire_12_mois_q2"),
            Salaire12MoisQ3 = Nombre(json, "salaire_12_mois_q3"),
            CertificationsTerminales = json.TryGetProperty("certificationsTerminales", out var terminales)
                && terminales.ValueKind == JsonValueKind.Array ? [.. terminales.EnumerateArray().Select(Terminale)] : [],
        };
    }

    public static string? Texte(JsonElement valeur) => valeur.ValueKind switch
    {
        JsonValueKind.String => valeur.GetString() is { Length: > 0 } texte ? texte : null,
        JsonValueKind.Number => valeur.GetRawText(),
        _ => null,
    };

    private static CertificationTerminale Terminale(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return new(null, null, "illisible", []);
        var erreur = Texte(json, "error") ?? (json.TryGetProperty("error", out _) ? Texte(json, "message") ?? "erreur" : null);
        return new CertificationTerminale(
            Texte(json, "code_certification"), erreur is null ? De(json) : null, erreur,
            json.TryGetProperty("millesimes", out var liste) && liste.ValueKind == JsonValueKind.Array
                ? [.. liste.EnumerateArray().Select(Texte).OfType<string>()] : []);
    }

    private static string? Texte(JsonElement json, string nom) => json.TryGetProperty(nom, out var valeur) ? Texte(valeur) : null;

    private static Territoire? Territoire(JsonElement json, string nom)
    {
        if (!json.TryGetProperty(nom, out var valeur)) return null;
        return valeur.ValueKind == JsonValueKind.Object ? new Territoire(Texte(valeur, "code"), Texte(valeur, "nom"))
            : Texte(valeur) is { } code ? new Territoire(code, null) : null;
    }

    private static int? Entier(JsonElement json, string nom) => Nombre(json, nom) is { } nombre
        && nombre == decimal.Truncate(nombre) && Math.Abs(nombre) <= int.MaxValue ? (int)nombre : null;

    private static decimal? Nombre(JsonElement json, string nom) =>
        !json.TryGetProperty(nom, out var valeur) ? null : valeur.ValueKind switch
    {
        JsonValueKind.Number when valeur.TryGetDecimal(out var nombre) => nombre,
        JsonValueKind.String when decimal.TryParse(
            valeur.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var nombre) => nombre,
        _ => null,
    };
}
