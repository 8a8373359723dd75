namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>The SQL of counts. States are written as values of their enumeration, so that a renamed one is not missed.</summary>
public static class Count
{
    public const string All = "COUNT(*)";

    public static string Where(string condition) => $"COUNT(CASE WHEN {condition} THEN 1 END)";

    /// <summary>Rows in one of these states.</summary>
    public static string Etat<T>(params IEnumerable<T> states) where T : struct, Enum => Where(In("etat", states));

    /// <summary>The condition itself. Literals, not parameters: partial indexes are found by them.</summary>
    public static string In<T>(string column, params IEnumerable<T> states) where T : struct, Enum =>
        $"{column} IN ({string.Join(", ", states.Select(s => $"'{s}'"))})";
}
