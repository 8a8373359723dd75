namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>
/// A value in a file that people open with a spreadsheet: what begins like a formula would be calculated, and values come from outside.
/// Files that machines read keep every value as it is.
/// </summary>
public static class CelluleTableur
{
    public const string Avertissement = "valeur précédée d'une apostrophe : elle commence comme une formule";

    public static bool EstFormule(string? text) => text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    public static string Sure(string? text) => EstFormule(text) ? "'" + text : text ?? "";

    /// <summary>What stood there before <see cref="Sure"/>: a file that was taken away says the same when it is brought back.</summary>
    public static string Origine(string text) => text is ['\'', _, ..] && EstFormule(text[1..]) ? text[1..] : text;
}
