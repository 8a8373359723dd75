using Parcoursup.Gateway.Domain.Nomenclatures;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Apogée's department code, three characters: <c>035</c>, <c>02A</c>, <c>974</c>.</summary>
internal static class DepartementApogee
{
    /// <summary>From a department (<c>35</c>, <c>2A</c>, <c>974</c>), else from an INSEE commune (<c>35238</c>).</summary>
    public static string? Code(string? departement, string? commune, TablesNomenclature tables) =>
        tables.Code(TablesNomenclature.Departement, departement) ?? Pad(departement) ?? Pad(OfCommune(commune));

    /// <summary>INSEE's code of a commune in France: five characters, Corsica with its letter; 99xxx is abroad.</summary>
    public static bool IsFrenchCommune(string? commune) =>
        commune?.Trim() is { Length: 5 } code
        && !code.StartsWith("99", StringComparison.Ordinal)
        && char.IsAsciiDigit(code[0])
        && (char.IsAsciiDigit(code[1]) || (code[0] == '2' && code[1] is 'A' or 'B' or 'a' or 'b'))
        && !code.AsSpan(2).ContainsAnyExceptInRange('0', '9');

    private static string? OfCommune(string? commune)
    {
        if (!IsFrenchCommune(commune)) return null;
        var code = commune!.Trim();
        return code[0] == '9' && code[1] is '7' or '8' ? code[..3] : code[..2];
    }

    private static string? Pad(string? departement)
    {
        var code = departement?.Trim().ToUpperInvariant().TrimStart('0');
        if (code is not { Length: >= 1 and <= 3 } || code is "99") return null;
        if (code is "2A" or "2B") return "0" + code;
        if (code.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        return code.Length == 3 && code[0] != '9' ? null : code.PadLeft(3, '0');
    }
}
