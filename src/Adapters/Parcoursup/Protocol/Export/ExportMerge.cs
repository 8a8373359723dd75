using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>
/// Puts a line of the export over what is known. The export carries a part of a candidate, and less precisely than the
/// interface does: what it lacks stays, and a known code is not exchanged for a label.
/// </summary>
public static class ExportMerge
{
    private static readonly string[] FranceLabels = ["france", "francaise", "francais", "francais(e)", "france metropolitaine"];
    private static readonly string[] FranceCodes = ["FR", "FRA", "99100", "100"];

    public static Candidat Candidat(LigneExport ligne, Candidat? connu, int session)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        var c = connu ?? new Candidat { Session = session, CodeCandidat = ligne.CodeCandidat };
        return c with
        {
            Ine = ligne.Ine ?? c.Ine,
            Sexe = ligne.Sexe ?? c.Sexe,
            Nom = ligne.Nom ?? c.Nom,
            Prenom = ligne.Prenom ?? c.Prenom,
            DateNaissance = ligne.DateNaissance ?? c.DateNaissance,
            LibelleCommuneNaissance = Label(ligne.VilleNaissance, c.LibelleCommuneNaissance),
            CodePaysNaissance = Country(ligne.PaysNaissance, c.CodePaysNaissance),
            CodePaysNationalite = Country(ligne.Nationalite, c.CodePaysNationalite),
            Adresse = Address(ligne, c.Adresse),
            Mail = ligne.Mail ?? c.Mail,
            TelMobile = ligne.TelMobile ?? c.TelMobile,
            TelFixe = ligne.TelFixe ?? c.TelFixe,
            Bac = c.Bac with { Serie = c.Bac.Serie ?? ligne.SerieBac, Mention = MentionCode(ligne.MentionBac) ?? c.Bac.Mention
                ?? ligne.MentionBac },
            Defauts = c.Defauts.Any(d => IsMended(d, ligne)) ? [.. c.Defauts.Where(d => !IsMended(d, ligne))] : c.Defauts,
        };
    }

    /// <summary>
    /// Being in the export with a date of answer means "accepted". Without one the known answer stays, else nothing was
    /// answered; with the date that is already known, so does the known code, which is more precise than "accepted".
    /// </summary>
    public static Voeu Voeu(LigneExport ligne, Voeu? connu, VoeuKey key)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        var v = connu ?? new Voeu { Key = key };
        var answered = ligne.DateReponse is not null && (connu is null || ligne.DateReponse != v.DateReponse);
        return v with
        {
            CodeSituation = answered ? Situation.Acceptee : v.CodeSituation,
            DateReponse = ligne.DateReponse ?? v.DateReponse,
            Cesure = ligne.Cesure ?? v.Cesure,
            Defauts = answered && v.Defauts.Any(d => d.Champ == "codeSituation") ? [.. v.Defauts.Where(d => d.Champ != "codeSituation")]
            : v.Defauts,
        };
    }

    /// <summary>
    /// Whether a wish with boarding is meant: as the file says, else as the only known wish of this formation, else without.
    /// </summary>
    public static bool Internat(LigneExport ligne, IReadOnlyCollection<VoeuKey> connus)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        ArgumentNullException.ThrowIfNull(connus);
        return ligne.Internat ?? (connus.Count == 1 && connus.First().Internat);
    }

    // What was unreadable is known now.
    private static bool IsMended(Defaut defaut, LigneExport ligne) => defaut.Champ switch
    {
        "dateNaissance" => ligne.DateNaissance is not null,
        "ine" => ligne.Ine is not null,
        _ => false,
    };

    // An address is one thing: an old second line under a new first one would be nobody's address.
    private static Adresse Address(LigneExport ligne, Adresse connue)
    {
        if (ligne is { Adresse1: null, Adresse2: null, Adresse3: null, CodePostal: null, Commune: null })
            return connue with { CodePays = Country(ligne.Pays, connue.CodePays) };
        var commune = Label(ligne.Commune, connue.LibelleCommune);
        // A zero that a spreadsheet took away is not another town.
        var postal = ligne.CodePostal is { } given && "0" + given != connue.CodePostal ? given : connue.CodePostal;
        var moved = postal != connue.CodePostal || commune != connue.LibelleCommune;
        return new Adresse
        {
            Ligne1 = ligne.Adresse1, Ligne2 = ligne.Adresse2, Ligne3 = ligne.Adresse3, CodePostal = postal, LibelleCommune = commune,
            CodeCommune = moved ? null : connue.CodeCommune, CodePays = Country(ligne.Pays, connue.CodePays),
        };
    }

    // The same name in other letters is not another one.
    private static string? Label(string? label, string? known) =>
        label is null || label == known || (known is not null && ExportLabels.Normalize(label) == ExportLabels.Normalize(known)) ? known
        : label;

    // A label is kept as it is, for the établissement's nomenclature to translate; only France is known here.
    private static string? Country(string? label, string? known)
    {
        if (label is null) return known;
        var france = label == "FRANCE" || FranceLabels.Contains(ExportLabels.Normalize(label));
        if (known is not null && IsCode(known) && FranceCodes.Contains(known.ToUpperInvariant()) == france) return known;
        return france ? FranceCodes[0] : label;
    }

    private static bool IsCode(string text) => text.Length is 2 or 3 || text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static string? MentionCode(string? label) => label is null ? null : ExportLabels.Normalize(label) switch
    {
        "tres bien" or "tb" or "tres bien avec felicitations du jury" => "TB",
        "bien" or "b" => "B",
        "assez bien" or "ab" => "AB",
        "passable" or "p" or "sans mention" => "P",
        _ => null,
    };
}
