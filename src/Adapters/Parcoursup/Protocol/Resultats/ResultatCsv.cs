using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Resultats;

/// <summary>A line of a result file, its values as text; null where it has none.</summary>
public sealed record ResultatLigne(int Ligne, int? Session, int? CodeCandidat, string? Ine, string? Resultat, DateOnly? Date);

/// <summary>A line that cannot be read.</summary>
/// <param name="Colonne">The column at fault; null when the whole line is.</param>
public sealed record ResultatRejete(int Ligne, string? Colonne, string? Ine, string Message);

/// <summary>A result file: its lines, those that cannot be read, or why it is no result file at all.</summary>
public sealed record ResultatFichier(IReadOnlyList<ResultatLigne> Lignes, IReadOnlyList<ResultatRejete> Rejets, string? Refus);

/// <summary>
/// Reads results of the baccalauréat (contract §7): CSV with <c>session;codeCandidat;ine;resultat;date</c>, by the names of
/// the header, of which <c>codeCandidat</c> or <c>ine</c> may be missing. Dates are aaaa-mm-jj or jj/mm/aaaa.
/// </summary>
public static class ResultatCsv
{
    private static readonly string[] Known = ["session", "codeCandidat", "ine", "resultat", "date"];

    public static async Task<ResultatFichier> ReadAsync(ReadOnlyMemory<byte> fichier, CancellationToken cancellationToken)
    {
        var encoding = new ExportEncoding();
        encoding.Look(fichier.Span);
        using var text = new StringReader(ExportEncoding.Of(encoding.Settle()).GetString(fichier.Span).TrimStart('\uFEFF'));
        var lines = new ExportLines(text);
        if (await lines.NextAsync(cancellationToken) is not { Champs: { } header }) return Refused("Le fichier est vide.");
        if (header.FirstOrDefault(h => PlaceOf(h) < 0) is { } unknown)
            return Refused(
                $"Colonne inconnue : « {(unknown.Trim() is { Length: > 60 } label ? label[..60] + "…" : unknown.Trim())} ». Colonnes "
                + $"possibles, séparées par « ; » : {string.Join(", ", Known)}.");
        var places = Known.Select(name => header.ToList().FindIndex(h => Same(h, name))).ToArray();
        if (places[0] < 0 || places[3] < 0 || places[4] < 0 || (places[1] < 0 && places[2] < 0))
            return Refused(
                $"Il manque une colonne : session, resultat, date, et codeCandidat ou ine. Colonnes lues : "
                + $"{string.Join(", ", header.Select(h => h.Trim()))}.");

        lines.Columns = header.Count;
        var (read, rejected) = (new List<ResultatLigne>(), new List<ResultatRejete>());
        while (await lines.NextAsync(cancellationToken) is { } record)
            switch (Read(record, header.Count, places))
            {
                case ResultatLigne line: read.Add(line); break;
                case ResultatRejete broken: rejected.Add(broken); break;
            }

        return new ResultatFichier(read, rejected, null);
    }

    private static object Read(ExportRecord record, int columns, int[] places)
    {
        if (record.Champs is not { } fields) return new ResultatRejete(record.Ligne, null, null, "Ligne trop longue pour en être une.");
        var ine = Ine.Normalize(Text(2));
        var shown = Ine.HasShape(ine) ? ine : null;
        if (fields.Count != columns) return new ResultatRejete(record.Ligne, null, shown, $"{fields.Count} colonnes au lieu de {columns}.");
        if (!TryNumber(Text(0), out var session)) return new ResultatRejete(record.Ligne, Known[0], shown, "Nombre attendu.");
        if (!TryNumber(Text(1), out var code)) return new ResultatRejete(record.Ligne, Known[1], shown, "Nombre attendu.");
        if (!TryDate(Text(4), out var date))
            return new ResultatRejete(record.Ligne, Known[4], shown, "Date illisible : aaaa-mm-jj ou jj/mm/aaaa attendu.");
        return new ResultatLigne(record.Ligne, session, code, ine, Text(3), date);

        string? Text(int column) => places[column] is >= 0 and var place && place < fields.Count && fields[place]
            .Trim() is { Length: > 0 } text ? text : null;
    }

    private static bool TryNumber(string? text, out int? number)
    {
        number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return text is null || number is not null;
    }

    private static bool TryDate(string? text, out DateOnly? date)
    {
        date = DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
        return text is null || date is not null;
    }

    private static ResultatFichier Refused(string message) => new([], [], message);

    private static int PlaceOf(string label) => Array.FindIndex(Known, name => Same(label, name));

    private static bool Same(string label, string name) => string.Equals(label.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
