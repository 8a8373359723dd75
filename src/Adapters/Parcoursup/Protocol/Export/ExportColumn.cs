using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>The columns of the export that are understood (contract §8).</summary>
internal enum ExportColumn
{
    Numero, Ine, Nom, Prenom, Civilite, DateNaissance, VilleNaissance, PaysNaissance, Nationalite, Adresse1, Adresse2, Adresse3, CodePostal,
        Commune, Pays,
    TelFixe, TelMobile, Mail, SerieBac, MentionBac, Cesure, Internat, DateReponse,
}

/// <summary>The labels of each column in the two variants that Parcoursup has delivered; case, accents and blanks do not count.</summary>
internal static class ExportLabels
{
    private static readonly (ExportColumn Column, string[] Labels)[] All =
    [
        (ExportColumn.Numero, ["Numéro candidat", "Numéro"]), (ExportColumn.Ine, ["Numéro INE"]), (ExportColumn.Nom, ["Nom"]),
            (ExportColumn.Prenom, ["Prénom"]),
        (ExportColumn.Civilite, ["Etat civil", "Civilité"]), (ExportColumn.DateNaissance, ["Date de naissance"]),
        (ExportColumn.VilleNaissance, ["Ville de naissance"]),
        (ExportColumn.PaysNaissance, ["Pays de naissance"]), (ExportColumn.Nationalite, ["Nationalité"]),
        (ExportColumn.Adresse1, ["Adresse 1"]),
        (ExportColumn.Adresse2, ["Adresse 2"]), (ExportColumn.Adresse3, ["Adresse 3"]), (ExportColumn.CodePostal, ["Code postal"]),
        (ExportColumn.Commune, ["Commune"]),
        (ExportColumn.Pays, ["Pays"]), (ExportColumn.TelFixe, ["Téléphone fixe"]),
        (ExportColumn.TelMobile, ["Téléphone mobile", "Téléphone"]),
        (ExportColumn.Mail, ["e-mail du candidat", "Adresse mail"]), (ExportColumn.SerieBac, ["Série diplôme"]),
        (ExportColumn.MentionBac, ["Mention diplôme"]),
        (ExportColumn.Cesure, ["Année de césure"]), (ExportColumn.Internat, ["Internat", "Internat obtenu"]),
        (ExportColumn.DateReponse, ["date réponse"]),
    ];

    public static int Count => All.Length;

    public static string Of(ExportColumn column) => All[(int)column].Labels[0];

    /// <summary>The place of each column in a header, -1 where it is missing; where both variants stand, the first one counts.</summary>
    public static int[] PlacesIn(IReadOnlyList<string> header)
    {
        var names = header.Select(Normalize).ToList();
        return [.. All.Select(column => column.Labels.Select(label => names.IndexOf(Normalize(label)))
            .FirstOrDefault(place => place >= 0, -1))];
    }

    /// <summary>A label or a word without what does not count.</summary>
    public static string Normalize(string label)
    {
        var text = new StringBuilder(label.Length);
        label = label.Trim();
        foreach (var c in Ascii.IsValid(label) ? label : label.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (!char.IsWhiteSpace(c)) text.Append(char.ToLowerInvariant(c));
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        }

        return text.ToString();
    }
}
