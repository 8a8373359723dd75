using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Scenario.Catalogue;

/// <summary>
/// Writes the feed as its producers do: what is absent is null, empty or left out; a day is a date, or the instant at which it begins in
/// Paris; an académie has its zero or not.
/// </summary>
internal static class EcritureFlux
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly JsonSerializerOptions Lisible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Colonnes =
    [
        "cle_ministere_educatif", "published", "catalogue_published", "forced_published", "niveau", "diplome", "intitule_long",
        "libelle_court", "niveau_formation_diplome", "cfd", "cfd_entree", "cfd_outdated", "cfd_date_fermeture", "CI_inscrit_rncp",
        "rncp_code", "rncp_details", "bcn_mefs_10", "parcoursup_mefs_10", "duree", "annee", "num_academie", "date_debut", "uai_formation",
        "cle_me_remplace", "parcoursup_statut", "parcoursup_id", "demandeur",
    ];

    /// <summary>One JSON object per line.</summary>
    public static void EcrireLignes(string fichier, IEnumerable<OffreFormation> offres)
    {
        using var writer = new StreamWriter(fichier, append: false, new UTF8Encoding(false));
        foreach (var offre in offres)
        {
            writer.Write(Objet(offre).ToJsonString(Lisible));
            writer.Write('\n');
        }
    }

    /// <summary>The same as CSV: semicolons, nested fields as JSON in a cell.</summary>
    public static void EcrireCsv(string fichier, IEnumerable<OffreFormation> offres)
    {
        using var writer = new StreamWriter(fichier, append: false, new UTF8Encoding(true));
        writer.Write(string.Join(';', Colonnes) + "\r\n");
        foreach (var offre in offres)
        {
            var objet = Objet(offre);
            writer.Write(string.Join(';', Colonnes.Select(c => Cellule(objet[c]))) + "\r\n");
        }
    }

    private static JsonObject Objet(OffreFormation o)
    {
        // What is drawn from the key stays the same from night to night.
        var hasard = new Random(o.Cle.Aggregate(17, (h, c) => unchecked(h * 31 + c)));
        var objet = new JsonObject
        {
            ["cle_ministere_educatif"] = o.Cle, ["published"] = o.Published, ["catalogue_published"] = o.CataloguePublished,
            ["niveau"] = o.Niveau, ["diplome"] = o.Diplome, ["intitule_long"] = o.Intitule, ["libelle_court"] = o.LibelleCourt,
            ["niveau_formation_diplome"] = o.NiveauFormationDiplome, ["cfd_outdated"] = o.CfdPerime,
            ["CI_inscrit_rncp"] = o.InscritDeDroit ? "3 - Inscrit de droit" : "1 - Inscrit sur demande",
            ["duree"] = o.Duree, ["annee"] = o.Annee,
            ["num_academie"] = hasard.Next(2) == 0 ? $"{o.Academie:00}" : o.Academie.ToString(CultureInfo.InvariantCulture),
            ["date_debut"] = new JsonArray([.. o.Sessions.Select(s => (JsonNode)Jour(s, hasard))]),
            ["rncp_details"] = Fiche(o, hasard),
            ["bcn_mefs_10"] = Mefs(o.Mefs), ["parcoursup_mefs_10"] = Mefs([]),
            ["cle_me_remplace"] = new JsonArray([.. o.Remplace.Select(r => (JsonNode)r)]),
        };
        var forcee = hasard.Next(2) == 0;
        Optionnel(objet, "forced_published", o.Forcee || forcee ? JsonValue.Create(o.Forcee) : null, hasard);
        Optionnel(objet, "cfd", o.Cfd, hasard);
        Optionnel(objet, "cfd_entree", o.CfdEntree, hasard);
        Optionnel(objet, "cfd_date_fermeture", o.CfdFermeture is { } fin ? Jour(fin, hasard) : null, hasard);
        Optionnel(objet, "rncp_code", o.RncpCode, hasard);
        Optionnel(objet, "uai_formation", o.Uai.Length == 0 ? null : o.Uai, hasard);
        if (o.Repris is { } repris)
        {
            objet["parcoursup_statut"] = repris.Statut;
            objet["parcoursup_id"] = repris.ParcoursupId;
            objet["demandeur"] = repris.Demandeur;
        }

        return objet;
    }

    private static JsonObject? Fiche(OffreFormation o, Random hasard)
    {
        if (o.RncpCode is null) return null;
        var fiche = new JsonObject
        {
            ["active_inactive"] = o.RncpActif ? "ACTIVE" : "INACTIVE", ["rncp_outdated"] = o.RncpPerime, ["nsf_code"] = o.Nsf,
        };
        Optionnel(fiche, "date_fin_validite_enregistrement", o.RncpFin is { } fin ? Jour(fin, hasard) : null, hasard);
        return fiche;
    }

    private static JsonArray Mefs(IReadOnlyList<string> mefs) => new([.. mefs.Select(m => (JsonNode)new JsonObject { ["mef10"] = m })]);

    private static void Optionnel(JsonObject objet, string nom, JsonNode? valeur, Random hasard)
    {
        var forme = hasard.Next(3);
        if (valeur is not null) objet[nom] = valeur;
        else if (forme == 0) objet[nom] = null;
        else if (forme == 1) objet[nom] = "";
    }

    private static string Jour(DateOnly jour, Random hasard)
    {
        if (hasard.Next(3) == 0) return jour.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var minuit = jour.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(minuit, Paris.GetUtcOffset(minuit)).UtcDateTime
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private static string Cellule(JsonNode? valeur)
    {
        var texte = valeur switch
        {
            null => "",
            JsonObject or JsonArray => valeur.ToJsonString(Lisible),
            _ => valeur.ToString(),
        };
        return texte.AsSpan().ContainsAny(";\"\r\n") ? $"\"{texte.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : texte;
    }
}
