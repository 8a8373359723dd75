using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>
/// Reads what is kept of a formation. Not safe for several threads: days, levels and diplomas, of which there are few, are read once.
/// </summary>
internal sealed class LectureDonnees
{
    private readonly Dictionary<string, DateOnly?> _jours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _niveaux = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _mots = new(StringComparer.Ordinal);

    public FormationCatalogue Lire(string cle, bool presente, string donnees) =>
        Lire(cle, presente, Encoding.UTF8.GetBytes(donnees), null)!;

    /// <param name="donnees">In UTF-8, as it is stored.</param>
    /// <param name="moteur">The rules for which it is read, and as far as they look; null reads it whole.</param>
    /// <returns>
    /// Null, and the rest is not read, when it has left the feed, or none of the rules is for such a level and diploma.
    /// </returns>
    public FormationCatalogue? Lire(string cle, bool presente, ReadOnlySpan<byte> donnees, MoteurRegles? moteur)
    {
        if (moteur is not null && !presente) return null;
        var reader = new Utf8JsonReader(donnees);
        reader.Read();
        var (f, asked) = (new Champs(), moteur is null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!Champ(ref reader, f) && (moteur is not null || !Annexe(ref reader, f))) Passer(ref reader);
            if (moteur is not null && f.Retiree) return null;
            if (asked || f.Niveau is null || f.Diplome is null) continue;
            asked = true;
            if (!moteur!.ParleDe(Niveau(f.Niveau), f.Diplome)) return null;
        }

        return new FormationCatalogue
        {
            Cle = cle, Presente = presente, Published = f.Published, CataloguePublished = f.Catalogue, ForcedPublished = f.Forced,
            Niveau = Niveau(f.Niveau), Diplome = f.Diplome, IntituleLong = f.Intitule, LibelleCourt = f.Libelle,
            NiveauFormationDiplome = f.NiveauFormation, Cfd = f.Cfd, CfdEntree = f.CfdEntree, CfdPerime = f.CfdPerime,
            CfdFermeture = f.CfdFermeture, InscritRncp = f.Inscrit, RncpCode = f.Rncp, RncpActif = f.RncpActif, RncpPerime = f.RncpPerime,
            RncpFin = f.RncpFin, Nsf = f.Nsf, Mefs = f.Mefs, MefsParcoursup = f.MefsParcoursup, Duree = f.Duree, Annee = f.Annee,
            Academie = Academies.Numero(f.Academie), Sessions = f.Sessions, Uai = f.Uai, Remplace = f.Remplace,
        };
    }

    // What the rules look at; false, and the reader stands where it did, for anything else.
    private bool Champ(ref Utf8JsonReader reader, Champs f)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("published"u8)) f.Retiree = !(f.Published = Vrai(ref reader));
        else if (name.SequenceEqual("catalogue_published"u8)) f.Catalogue = Vrai(ref reader);
        else if (name.SequenceEqual("forced_published"u8)) f.Forced = Vrai(ref reader);
        else if (name.SequenceEqual("niveau"u8)) f.Niveau = Mot(ref reader);
        else if (name.SequenceEqual("diplome"u8)) f.Diplome = Mot(ref reader);
        else if (name.SequenceEqual("intitule_long"u8)) f.Intitule = Texte(ref reader);
        else if (name.SequenceEqual("libelle_court"u8)) f.Libelle = Texte(ref reader);
        else if (name.SequenceEqual("niveau_formation_diplome"u8)) f.NiveauFormation = Mot(ref reader);
        else if (name.SequenceEqual("cfd"u8)) f.Cfd = Texte(ref reader);
        else if (name.SequenceEqual("cfd_outdated"u8)) f.CfdPerime = Vrai(ref reader);
        else if (name.SequenceEqual("cfd_date_fermeture"u8)) f.CfdFermeture = Jour(ref reader);
        else if (name.SequenceEqual("CI_inscrit_rncp"u8)) f.Inscrit = Mot(ref reader);
        else if (name.SequenceEqual("rncp_code"u8)) f.Rncp = Texte(ref reader);
        else if (name.SequenceEqual("rncp_details"u8)) Fiche(ref reader, f);
        else if (name.SequenceEqual("bcn_mefs_10"u8)) f.Mefs = Liste(ref reader);
        else if (name.SequenceEqual("annee"u8)) f.Annee = Mot(ref reader);
        else if (name.SequenceEqual("num_academie"u8)) f.Academie = Mot(ref reader);
        else if (name.SequenceEqual("date_debut"u8)) f.Sessions = Jours(ref reader);
        else return false;
        return true;
    }

    // What only a posting or a person looks at.
    private bool Annexe(ref Utf8JsonReader reader, Champs f)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("cfd_entree"u8)) f.CfdEntree = Texte(ref reader);
        else if (name.SequenceEqual("parcoursup_mefs_10"u8)) f.MefsParcoursup = Liste(ref reader);
        else if (name.SequenceEqual("duree"u8)) f.Duree = Mot(ref reader);
        else if (name.SequenceEqual("uai_formation"u8)) f.Uai = Texte(ref reader);
        else if (name.SequenceEqual("cle_me_remplace"u8)) f.Remplace = Liste(ref reader);
        else return false;
        return true;
    }

    private void Fiche(ref Utf8JsonReader reader, Champs f)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("active_inactive"u8)) f.RncpActif = Mot(ref reader);
            else if (name.SequenceEqual("rncp_outdated"u8)) f.RncpPerime = Vrai(ref reader);
            else if (name.SequenceEqual("date_fin_validite_enregistrement"u8)) f.RncpFin = Jour(ref reader);
            else if (name.SequenceEqual("nsf_code"u8)) f.Nsf = Liste(ref reader);
            else Passer(ref reader);
        }
    }

    private static void Passer(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    // Texts too, as the sheet's flags may be written so.
    private static bool Vrai(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return Domain.Valeurs.OuiNonRecu.Parse(reader.GetString()) == true;
        reader.Skip();
        return reader.TokenType == JsonTokenType.True;
    }

    private static string? Texte(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Valeur(ref reader);
    }

    private static string? Valeur(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!.Trim(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) reader.Skip();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private string? Mot(ref Utf8JsonReader reader)
    {
        if (Texte(ref reader) is not { } text) return null;
        if (_mots.TryGetValue(text, out var known)) return known;
        _mots[text] = text;
        return text;
    }

    private DateOnly? Jour(ref Utf8JsonReader reader) => JourDe(Texte(ref reader));

    private DateOnly? JourDe(string? text)
    {
        if (text is null) return null;
        if (!_jours.TryGetValue(text, out var day)) _jours[text] = day = JourCivil.TryParse(text, out var read) ? read : null;
        return day;
    }

    private DateOnly[] Jours(ref Utf8JsonReader reader)
    {
        var list = Liste(ref reader);
        return list.Count == 0 ? [] : [.. list.Select(JourDe).OfType<DateOnly>()];
    }

    // Texts, or objects with a mef10.
    private static IReadOnlyList<string> Liste(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) return Valeur(ref reader) is { } one ? [one] : [];
        List<string>? list = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if ((reader.TokenType == JsonTokenType.StartObject ? Mef(ref reader) : Valeur(ref reader)) is { } item)
                (list ??= []).Add(item);
        return list ?? (IReadOnlyList<string>)[];
    }

    private static string? Mef(ref Utf8JsonReader reader)
    {
        string? mef = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            if (reader.ValueSpan.SequenceEqual("mef10"u8)) mef = Texte(ref reader);
            else Passer(ref reader);
        return mef;
    }

    private string? Niveau(string? text)
    {
        if (text is null) return null;
        if (!_niveaux.TryGetValue(text, out var known)) _niveaux[text] = known = NiveauDiplome.Lire(text);
        return known;
    }

    private sealed class Champs
    {
        public bool Published, Retiree, Catalogue, Forced, CfdPerime, RncpPerime;
        public string? Niveau, Diplome, Intitule, Libelle, NiveauFormation, Cfd, CfdEntree, Inscrit, Rncp, RncpActif, Duree, Annee,
            Academie, Uai;
        public DateOnly? CfdFermeture, RncpFin;
        public IReadOnlyList<string> Nsf = [], Mefs = [], MefsParcoursup = [], Remplace = [];
        public IReadOnlyList<DateOnly> Sessions = [];
    }
}
