using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>Reads one record by the places that the header gave.</summary>
internal sealed class ExportLineReader(IReadOnlyList<string> header, int[] places, int session)
{
    // Nobody enters higher education before ten: where the year has lost its first digits.
    private const int YoungestAge = 10;

    // What decoding puts where bytes have no meaning.
    private const char Unreadable = '\uFFFD';

    public ExportElement Read(ExportRecord record)
    {
        if (record.Champs is not { } fields)
            return new LigneRejetee(record.Ligne, null, null, null,
                "Ligne trop longue pour en être une : un saut de ligne manque sans doute dans le fichier.");
        var code = CodeOf(Text(fields, ExportColumn.Numero));
        var ine = Ine.Normalize(Text(fields, ExportColumn.Ine));
        var shown = Ine.HasShape(ine) ? ine : null;
        if (fields.Count != header.Count)
            return Reject(null, fields.Count > header.Count
                ? $"{fields.Count} colonnes au lieu de {header.Count} : cette ligne et la suivante sont sans doute collées "
                    + "(saut de ligne manquant), ou un champ contient « ; »."
                : $"{fields.Count} colonnes au lieu de {header.Count} : la ligne est incomplète.");
        for (var place = 0; place < fields.Count; place++)
        {
            if (fields[place].Contains('\0', StringComparison.Ordinal))
                return Reject(null, "La ligne contient un caractère nul : le fichier est abîmé, l'exporter à nouveau.");
            if (fields[place].Contains(Unreadable, StringComparison.Ordinal))
                return RejectAt(header[place].Trim(),
                    "Caractère illisible : un octet n'est pas de l'UTF-8, alors que le fichier en est. Corriger la ligne, ou exporter à "
                    + "nouveau.");
        }

        if (code is null) return Reject(ExportColumn.Numero, "Le numéro de dossier Parcoursup manque ou n'est pas un nombre.");
        if (!TryDate(fields, ExportColumn.DateNaissance, session - YoungestAge, out var birth))
            return Reject(ExportColumn.DateNaissance, "Date illisible : jj/mm/aaaa attendu.");
        if (!TryDate(fields, ExportColumn.DateReponse, session + 1, out var answered))
            return Reject(ExportColumn.DateReponse, "Date illisible : jj/mm/aaaa hh:mm attendu.");
        if (!TryInternat(Text(fields, ExportColumn.Internat), out var internat))
            return Reject(ExportColumn.Internat, "Valeur inconnue : oui, non, « avec internat » ou « sans internat » attendu.");

        var ignored = new List<ValeurIgnoree>();
        return new LigneExport
        {
            Ligne = record.Ligne,
            CodeCandidat = code.Value,
            Ine = ine is null ? null : shown ?? Ignore(ExportColumn.Ine, "11 lettres ou chiffres attendus"),
            Sexe = SexeOf(Text(fields, ExportColumn.Civilite)) is var sexe && sexe == ""
            ? Ignore(ExportColumn.Civilite, "M. ou Mme attendu") : sexe,
            Nom = Text(fields, ExportColumn.Nom),
            Prenom = Text(fields, ExportColumn.Prenom),
            DateNaissance = birth is { } day ? DateOnly.FromDateTime(day) : null,
            VilleNaissance = Text(fields, ExportColumn.VilleNaissance),
            PaysNaissance = Text(fields, ExportColumn.PaysNaissance),
            Nationalite = Text(fields, ExportColumn.Nationalite),
            Adresse1 = Text(fields, ExportColumn.Adresse1),
            Adresse2 = Text(fields, ExportColumn.Adresse2),
            Adresse3 = Text(fields, ExportColumn.Adresse3),
            CodePostal = Text(fields, ExportColumn.CodePostal),
            Commune = Text(fields, ExportColumn.Commune),
            Pays = Text(fields, ExportColumn.Pays),
            TelFixe = Text(fields, ExportColumn.TelFixe),
            TelMobile = Text(fields, ExportColumn.TelMobile),
            Mail = Text(fields, ExportColumn.Mail),
            SerieBac = Text(fields, ExportColumn.SerieBac),
            MentionBac = Text(fields, ExportColumn.MentionBac),
            Cesure = CesureOf(Text(fields, ExportColumn.Cesure)),
            Internat = internat,
            DateReponse = answered,
            Ignorees = ignored,
        };

        LigneRejetee Reject(ExportColumn? column, string message) => RejectAt(column is { } c ? LabelOf(c) : null, message);

        LigneRejetee RejectAt(string? label, string message) => new(record.Ligne, label, code, shown, message);

        string? Ignore(ExportColumn column, string expected)
        {
            ignored.Add(new ValeurIgnoree(LabelOf(column), $"Valeur non reprise : {expected}."));
            return null;
        }

        bool? CesureOf(string? text)
        {
            if (text is null) return null;
            if (YesNo(text) is { } flag) return flag;
            Ignore(ExportColumn.Cesure, "oui ou non attendu");
            return null;
        }
    }

    private string LabelOf(ExportColumn column) => places[(int)column] is >= 0 and var place ? header[place].Trim()
        : ExportLabels.Of(column);

    // Null for a missing column and for an empty value: neither says anything.
    private string? Text(IReadOnlyList<string> fields, ExportColumn column)
    {
        var place = places[(int)column];
        if (place < 0 || place >= fields.Count) return null;
        var text = fields[place].Trim();
        return text.Length == 0 ? null : text;
    }

    private bool TryDate(IReadOnlyList<string> fields, ExportColumn column, int latestYear, out DateTime? date)
    {
        date = null;
        if (Text(fields, column) is not { } text) return true;
        // The usual spelling first: the tolerant reading costs ten times as much.
        if (DateTime.TryParseExact(text, text.Length == 10 ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var exact) && exact.Year >= 1000)
            date = exact;
        else if (ParcoursupDate.TryParse(text, latestYear, out var tolerant))
            date = tolerant;
        return date is not null;
    }

    private static int? CodeOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && code > 0 ? code : null;

    private static string? SexeOf(string? text) => text is null ? null : ExportLabels.Normalize(text).TrimEnd('.') switch
    {
        "m" or "monsieur" => "M",
        "mme" or "mlle" or "madame" => "F",
        _ => "",
    };

    private static bool TryInternat(string? text, out bool? internat)
    {
        internat = text is null ? null : ExportLabels.Normalize(text) switch
        {
            "avec internat" => true,
            "sans internat" => false,
            _ => YesNo(text),
        };
        return text is null || internat is not null;
    }

    private static bool? YesNo(string text) => ExportLabels.Normalize(text) switch
    {
        "oui" or "o" or "1" => true,
        "non" or "n" or "0" => false,
        _ => null,
    };
}
