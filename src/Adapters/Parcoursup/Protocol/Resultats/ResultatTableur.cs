using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Resultats;

/// <summary>A line of a result file, its values as text; null where it has none.</summary>
public sealed record ResultatLigne(int Ligne, int? Session, int? CodeCandidat, string? Ine, string? Resultat, DateOnly? Date);

/// <summary>A line that cannot be read.</summary>
/// <param name="Colonne">The column at fault; null when the whole line is.</param>
public sealed record ResultatRejete(int Ligne, string? Colonne, string? Ine, string Message);

/// <summary>A result file: its lines, those that cannot be read, or why it is no result file at all.</summary>
public sealed record ResultatFichier(IReadOnlyList<ResultatLigne> Lignes, IReadOnlyList<ResultatRejete> Rejets, string? Refus);

/// <summary>
/// Reads results of the baccalauréat (contract §7): a CSV file or a workbook with <c>session;codeCandidat;ine;resultat;date</c>, by the
/// names of the header, of which <c>codeCandidat</c> or <c>ine</c> may be missing. Dates are aaaa-mm-jj or jj/mm/aaaa.
/// </summary>
public static class ResultatTableur
{
    private static readonly string[] Known = ["session", "codeCandidat", "ine", "resultat", "date"];

    public static ResultatFichier Read(ReadOnlyMemory<byte> fichier)
    {
        var (read, rejected) = (new List<ResultatLigne>(), new List<ResultatRejete>());
        var places = Array.Empty<int>();
        var sheet = "";
        foreach (var element in LecteurTableur.Read(fichier, new OptionsTableur()))
            switch (element)
            {
                case RefusTableur refused:
                    return Refused(refused.Message);
                case EnteteTableur header:
                    if (RefusalOf(header.Libelles) is { } refusal) return Refused(refusal);
                    places = [.. Known.Select(name => header.Libelles.ToList().FindIndex(h => Same(h, name)))];
                    sheet = header.Feuille is { } name ? $"Feuille « {name} » : " : "";
                    break;
                case LigneTableur line:
                    if (Read(line, places, out var broken) is { } taken) read.Add(taken);
                    else rejected.Add(broken! with { Message = sheet + broken.Message });
                    break;
            }

        return new ResultatFichier(read, rejected, null);
    }

    private static string? RefusalOf(IReadOnlyList<string> header)
    {
        if (header.FirstOrDefault(h => PlaceOf(h) < 0) is { } unknown)
            return $"Colonne inconnue : {Cite.De(unknown)}. Colonnes possibles, séparées par « ; » : {string.Join(", ", Known)}.";
        bool Has(int column) => header.Any(h => Same(h, Known[column]));
        return Has(0) && Has(3) && Has(4) && (Has(1) || Has(2)) ? null
            : "Il manque une colonne : session, resultat, date, et codeCandidat ou ine. Colonnes lues : "
                + $"{string.Join(", ", header.Select(h => h.Trim()))}.";
    }

    private static ResultatLigne? Read(LigneTableur record, int[] places, out ResultatRejete? rejected)
    {
        var fields = record.Champs;
        var ine = Ine.Normalize(Text(2));
        var shown = Ine.HasShape(ine) ? ine : null;
        var (session, code, date) = (default(int?), default(int?), default(DateOnly?));
        rejected = record.Defaut is { } defect ? Rejected(defect.Colonne, defect.Message)
            : !TryNumber(Text(0), out session) ? Rejected(Known[0], NombreRecu.Refus(Text(0)!, "2026"))
            : !TryNumber(Text(1), out code) ? Rejected(Known[1], NombreRecu.Refus(Text(1)!))
            : !TryDate(Text(4), out date) ? Rejected(Known[4], DateRecue.Refus(Text(4)!, DateRecue.FormeJour))
            : null;
        return rejected is null ? new ResultatLigne(record.Ligne, session, code, ine, Text(3), date) : null;

        ResultatRejete Rejected(string? column, string message) => new(record.Ligne, column, shown, message);

        string? Text(int column) => places[column] is >= 0 and var place && place < fields.Count && fields[place]
            .Trim() is { Length: > 0 } text ? text : null;
    }

    private static bool TryNumber(string? text, out int? number)
    {
        number = NombreRecu.TryParsePositive(text, out var value) ? value : null;
        return text is null || number is not null;
    }

    private static bool TryDate(string? text, out DateOnly? date)
    {
        date = DateRecue.TryParseJour(text, out var day) ? day : null;
        return text is null || date is not null;
    }

    private static ResultatFichier Refused(string message) => new([], [], message);

    private static int PlaceOf(string label) => Array.FindIndex(Known, name => Same(label, name));

    private static bool Same(string label, string name) => string.Equals(label.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
