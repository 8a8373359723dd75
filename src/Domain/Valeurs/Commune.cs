namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>INSEE's codes of communes in France, and the departments that they stand in.</summary>
public static class Commune
{
    /// <summary>Five characters, Corsica with its letter; 99xxx is abroad.</summary>
    public static bool EstFrancaise(string? commune) =>
        commune?.Trim() is { Length: 5 } code
        && !code.StartsWith("99", StringComparison.Ordinal)
        && char.IsAsciiDigit(code[0])
        && (char.IsAsciiDigit(code[1]) || (code[0] == '2' && code[1] is 'A' or 'B' or 'a' or 'b'))
        && !code.AsSpan(2).ContainsAnyExceptInRange('0', '9');

    /// <summary>
    /// The department of a commune, as INSEE writes it (<c>73</c>, <c>2A</c>, <c>974</c>); null when it is none of France.
    /// </summary>
    public static string? DepartementDe(string? commune)
    {
        if (!EstFrancaise(commune)) return null;
        var code = commune!.Trim().ToUpperInvariant();
        return code[0] == '9' && code[1] is '7' or '8' ? code[..3] : code[..2];
    }

    /// <summary>A department's code without leading zeros; null for what is no code of a department.</summary>
    public static string? Departement(string? departement)
    {
        var code = departement?.Trim().ToUpperInvariant().TrimStart('0');
        if (code is "2A" or "2B") return code;
        if (code is not { Length: >= 1 and <= 3 } || code is "99" || code.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        return code.Length == 3 && code[0] != '9' ? null : code.PadLeft(2, '0');
    }
}
