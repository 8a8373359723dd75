namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>What is wrong with a line: field and French message; the INE where it helps to find the line.</summary>
public sealed record LineError(string? Champ, string Message, string? Ine = null);

/// <summary>A line that was taken, with its number from 1.</summary>
public sealed record LineRead<T>(int Ligne, T Valeur);

/// <summary>All the lines of a body, or why it could not be read, or not be taken, at all.</summary>
/// <param name="Octets">Of the lines that were taken, as they stood in the body; null where the body is a table.</param>
public sealed record LineReading<T>(
    IReadOnlyList<LineRead<T>> Lues, IReadOnlyList<LineReport> Refusees, string? Illisible, long? Octets = null)
{
    /// <summary>Without those that may not be taken, which are told among the refused ones.</summary>
    public LineReading<T> Refusing(Func<T, LineError?> refusal)
    {
        var refused = Lues.Select(line => (line.Ligne, Error: refusal(line.Valeur))).Where(line => line.Error is not null)
            .ToDictionary(line => line.Ligne, line => line.Error!);
        return refused.Count == 0 ? this : this with
        {
            Lues = [.. Lues.Where(line => !refused.ContainsKey(line.Ligne))],
            Refusees =
            [
                .. refused.Select(r => new LineReport(r.Key, LineReport.Refused, r.Value.Champ, r.Value.Message, r.Value.Ine))
                    .Concat(Refusees).OrderBy(r => r.Ligne),
            ],
        };
    }

    public LineAnswer ToAnswer() => new(
        Lues.Count + Refusees.Count, Lues.Count, Refusees.Count, [.. Refusees.Take(LineBudget.MostTold)],
        Math.Max(0, Refusees.Count - LineBudget.MostTold));

    /// <summary>
    /// What is journaled of a body: as it came where it is small and most of it was taken; otherwise the lines that were, in pieces, so
    /// that no transaction is long and nothing that was refused is kept (rule J1). The lines of a table are written anew for that.
    /// </summary>
    public IEnumerable<(byte[] Body, string? ContentType)> Kept(byte[] body, string? contentType)
    {
        if (Lues.Count == 0) return [];
        var many = Lues.Count > LineBudget.LinesPerPiece;
        if (Octets is null ? !many : !many && Octets >= body.Length / 2) return [(body, contentType)];
        var pieces = Octets is null ? LineReader.Written(Lues) : LineReader.Pieces(body, contentType, [.. Lues.Select(l => l.Ligne)]);
        return pieces.Select(piece => (piece, (string?)LineReader.Lines));
    }
}

/// <summary>What one send may hold, so that an answer does not grow with its abuse and its reading ends (rule J1).</summary>
public static class LineBudget
{
    public const int MostLines = 100_000;

    /// <summary>With more, the send is another thing than it says, and nothing of it is taken.</summary>
    public const int MostRefused = 10_000;

    /// <summary>The others are counted.</summary>
    public const int MostTold = 1_000;

    /// <summary>Lines that are applied together, while every other writer waits where there is one at a time.</summary>
    public const int LinesPerPiece = 100;

    /// <summary>Why a send with so many lines, and these refused ones, is not taken; null when it is.</summary>
    public static string? Refusal(int lines, IReadOnlyList<LineReport> refused) =>
        lines > MostLines ? $"L'envoi a plus de {MostLines} lignes : le découper ; rien n'en est pris."
        : refused.Count > MostRefused ? $"Plus de {MostRefused} lignes sont refusées, rien n'est pris de l'envoi ; la première, ligne "
            + $"{refused[0].Ligne} : {refused[0].Message}"
        : null;
}

/// <summary>A line of the answer; only those that were not simply accepted are listed.</summary>
public sealed record LineReport(int Ligne, string Resultat, string? Champ, string Message, string? Ine = null)
{
    public const string Refused = "Refusee";
}

/// <summary>The answer to a bulk call (rule B1): 200 with a result per line.</summary>
/// <param name="LignesNonListees">Refused lines beyond those that are listed.</param>
public sealed record LineAnswer(int Recues, int Acceptees, int Refusees, IReadOnlyList<LineReport> Lignes, int LignesNonListees);
