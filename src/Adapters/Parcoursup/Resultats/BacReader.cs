using System.Text.Json.Serialization;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Resultats;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Bac;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>A result as it comes in (contract §7): keyed by file number or by INE.</summary>
internal sealed record ResultatRecu
{
    public int Session { get; init; }
    public int? CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string? Resultat { get; init; }
    public DateOnly? Date { get; init; }

    [JsonIgnore]
    public string Cle => CodeCandidat is { } dossier ? ResultatBacBook.KeyOf(dossier)
        : ResultatBacBook.KeyOfIne(Domain.Identite.Ine.Normalize(Ine)!);

    [JsonIgnore]
    public IssueBac Issue => Enum.Parse<IssueBac>(Resultat!, ignoreCase: true);
}

/// <summary>
/// Reads results of the baccalauréat line by line: JSON, NDJSON, CSV or a workbook. A field or column that does not exist is refused.
/// </summary>
internal static class BacReader
{
    public static LineReading<ResultatRecu> Read(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (!IsTable(body.Span, contentType)) return LineReader.Read<ResultatRecu>(body, contentType, Check, strict: true);
        var file = ResultatTableur.Read(body);
        if (file.Refus is { } reason) return new([], [], reason);

        var taken = new List<LineRead<ResultatRecu>>();
        var refused = file.Rejets.Select(r => new LineReport(r.Ligne, LineReport.Refused, r.Colonne, r.Message, r.Ine)).ToList();
        foreach (var line in file.Lignes)
        {
            var result = new ResultatRecu { Session = line.Session ?? 0, CodeCandidat = line.CodeCandidat, Ine = line.Ine,
                Resultat = line.Resultat, Date = line.Date };
            if (Check(result) is { } error) refused.Add(new(line.Ligne, LineReport.Refused, error.Champ, error.Message, error.Ine));
            else taken.Add(new(line.Ligne, result));
        }

        refused.Sort((a, b) => a.Ligne.CompareTo(b.Ligne));
        return LineBudget.Refusal(taken.Count + refused.Count, refused) is { } most ? new([], [], most) : new(taken, refused, null);
    }

    // Browsers name a CSV file by the program that opens it: whatever is not said to be JSON and does not look like it is a table.
    private static bool IsTable(ReadOnlySpan<byte> body, string? contentType)
    {
        if (contentType?.Contains("csv", StringComparison.OrdinalIgnoreCase) == true) return true;
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        body = body.TrimStart(" \t\r\n"u8);
        return !body.IsEmpty && body[0] is not ((byte)'{' or (byte)'[')
            && (contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true || body.StartsWith("PK"u8));
    }

    private static LineError? Check(ResultatRecu line)
    {
        var ine = Ine.Normalize(line.Ine);
        var shown = Ine.HasShape(ine) ? ine : null;
        if (line.Session is < 2018 or > 2100) return new("session", "Indiquer la session de Parcoursup (par exemple 2026).", shown);
        if (line.CodeCandidat is null && shown is null)
            return new("codeCandidat", "Indiquer le numéro de dossier (codeCandidat) ou l'INE (11 caractères).");
        if (line.Resultat?.ToUpperInvariant() is not ("ADMIS" or "REFUSE" or "RATTRAPAGE"))
            return new("resultat", (line.Resultat is { } other ? $"{Cite.De(other)} est inconnu. " : "")
                + "Indiquer ADMIS, REFUSE ou RATTRAPAGE.", shown);
        return line.Date is null ? new("date", "Indiquer la date du résultat (aaaa-mm-jj).", shown) : null;
    }
}
