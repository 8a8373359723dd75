namespace Parcoursup.Gateway.Soap.Client;

/// <summary>The parameters of a header such as Content-Type, read as leniently as the services write them.</summary>
internal static class HeaderParameters
{
    private const int Most = 16;

    /// <summary>By name, case ignored; without quotes. The first of two of one name counts.</summary>
    public static IReadOnlyDictionary<string, string> Of(string? header)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = header.AsSpan();
        var next = rest.IndexOf(';');
        while (next >= 0 && parameters.Count < Most)
        {
            rest = rest[(next + 1)..];
            var equal = rest.IndexOfAny('=', ';');
            if (equal < 0) break;
            if (rest[equal] == ';')
            {
                next = equal;
                continue;
            }

            var name = rest[..equal].Trim().ToString();
            rest = rest[(equal + 1)..].TrimStart();
            string value;
            if (rest.StartsWith("\"") && rest[1..].IndexOf('"') is >= 0 and var close)
            {
                value = rest.Slice(1, close).ToString();
                rest = rest[(close + 2)..];
                next = rest.IndexOf(';');
            }
            else
            {
                next = rest.IndexOf(';');
                value = (next < 0 ? rest : rest[..next]).Trim().Trim("\"'").ToString();
            }

            if (name.Length > 0) parameters.TryAdd(name, value);
        }

        return parameters;
    }
}
