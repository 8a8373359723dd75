using System.Collections.Frozen;
using System.Globalization;
using Parcoursup.Gateway.Domain.Nomenclatures;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Apogée's <c>codPay</c> (three digits, 100 = France) from what Parcoursup sends: ISO 3166 of two or three letters,
/// INSEE's 99xxx or its last three digits (contract of Parcoursup §4).
/// </summary>
internal static class PaysApogee
{
    public const string France = "100";

    private static readonly FrozenDictionary<string, string> Iso2ByIso3 = BuildIso3();

    // Their inhabitants live in France for INSEE, whatever ISO says.
    private static readonly FrozenSet<string> OutreMer =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF",
            "GLP", "MTQ", "GUF", "REU", "MYT", "SPM", "BLM", "MAF", "WLF", "PYF", "NCL", "ATF");

    /// <summary>Null when there is no value or it is unknown.</summary>
    public static string? Code(string? value, TablesNomenclature tables)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (tables.Code(TablesNomenclature.Pays, text) is { } mapped) return mapped;
        if (!text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return text.Length switch
            {
                3 => text,
                5 when text.StartsWith("99", StringComparison.Ordinal) => text[2..],
                _ => null,
            };

        if (OutreMer.Contains(text)) return France;
        return Iso2ByIso3.TryGetValue(text, out var iso2) ? tables.Code(TablesNomenclature.Pays, iso2) : null;
    }

    private static FrozenDictionary<string, string> BuildIso3()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var iso2 in NomenclaturesParDefaut.Tables[TablesNomenclature.Pays].Keys)
            try
            {
                codes[new RegionInfo(iso2).ThreeLetterISORegionName] = iso2;
            }
            catch (ArgumentException)
            {
                // A country that this machine's data does not know keeps its other spellings.
            }
        return codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
