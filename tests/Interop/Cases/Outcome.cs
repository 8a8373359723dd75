namespace Parcoursup.Gateway.Interop.Tests.Cases;

/// <summary>What a client saw of one call.</summary>
/// <param name="Kind"><c>ok</c>, <c>refused</c>, <c>fault</c> or <c>error</c>.</param>
/// <param name="Words">What follows in its result line: the type of the error, then its parts.</param>
internal sealed record Outcome(string Kind, IReadOnlyList<string> Words)
{
    /// <summary>The exception or structure in which the client's stack hands the error over.</summary>
    public string Type => Words.Count > 0 ? Words[0] : "";

    public override string ToString() => string.Join(" | ", Words.Prepend(Kind));

    /// <summary>The outcomes by call; other lines are not for us.</summary>
    public static Dictionary<string, Outcome> Parse(string output) => output
        .Split('\n').Select(line => line.TrimEnd('\r').Split('\t')).Where(line => line.Length >= 3 && line[0] == "result")
        .ToDictionary(line => line[1], line => new Outcome(line[2], line[3..]));
}
