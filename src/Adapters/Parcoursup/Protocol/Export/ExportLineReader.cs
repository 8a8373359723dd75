using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>Reads one record by the places that the header gave.</summary>
internal sealed class ExportLineReader(EnteteTableur header, int[] places, int session)
{
    // Nobody enters higher education before ten: where the year has lost its first digits.
    private const int YoungestAge = 10;

    // Where a line of a workbook is: its number alone does not tell the sheet.
    private readonly string _sheet = header.Feuille is { } feuille ? $"Feuille « {feuille} » : " : "";

    public ExportElement Read(LigneTableur record)
    {
        var fields = record.Champs;
        var number = Text(fields, ExportColumn.Numero);
        var code = NombreRecu.TryParsePositive(number, out var read) ? read : (int?)null;
        var ine = Ine.Normalize(Text(fields, ExportColumn.Ine));
        var shown = Ine.HasShape(ine) ? ine : null;
        if (record.Defaut is { } defect) return RejectAt(defect.Colonne, defect.Message);
        if (code is null)
            return Reject(ExportColumn.Numero, number is null ? "Le numéro de dossier Parcoursup manque." : NombreRecu.Refus(number));
        if (!TryDate(fields, ExportColumn.DateNaissance, session - YoungestAge, out var birth))
            return Reject(ExportColumn.DateNaissance, DateRecue.Refus(Text(fields, ExportColumn.DateNaissance)!, "28/02/2008"));
        if (!TryDate(fields, ExportColumn.DateReponse, session + 1, out var answered))
            return Reject(ExportColumn.DateReponse, DateRecue.Refus(Text(fields, ExportColumn.DateReponse)!, "02/06/2026 10:05"));
        if (!TryInternat(Text(fields, ExportColumn.Internat), out var internat))
            return Reject(ExportColumn.Internat, $"{Cite.De(Text(fields, ExportColumn.Internat)!)} est inconnu : oui, non, « avec "
                + "internat » ou « sans internat » attendu.");

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

        LigneRejetee Reject(ExportColumn column, string message) => RejectAt(LabelOf(column), message);

        LigneRejetee RejectAt(string? label, string message) => new(record.Ligne, label, code, shown, _sheet + message);

        string? Ignore(ExportColumn column, string expected)
        {
            ignored.Add(new ValeurIgnoree(LabelOf(column), $"{_sheet}Valeur non reprise : {expected}."));
            return null;
        }

        bool? CesureOf(string? text)
        {
            if (text is null) return null;
            if (OuiNonRecu.Parse(text) is { } flag) return flag;
            Ignore(ExportColumn.Cesure, "oui ou non attendu");
            return null;
        }
    }

    private string LabelOf(ExportColumn column) => places[(int)column] is >= 0 and var place ? header.Libelles[place].Trim()
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
            _ => OuiNonRecu.Parse(text),
        };
        return text is null || internat is not null;
    }
}
