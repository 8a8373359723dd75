using System.Globalization;
using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// Numeric character references must stand for XML characters. The parser lets <c>&amp;#0;</c> through, which would
/// later break every XML writer and PostgreSQL's text type.
/// </summary>
internal static class CharacterReferences
{
    public static void Check(ReadOnlySpan<byte> utf8, int start, int length)
    {
        var run = utf8.Slice(start, length);
        var at = 0;
        while (run[at..].IndexOf("&#"u8) is >= 0 and var found)
        {
            at += found + 2;
            if (Allowed(run[at..])) continue;
            var (line, column) = TextPosition.Of(utf8, start + at);
            throw new SoapRequestException(
                SoapFaultCode.Client, "Une référence de caractère désigne un caractère interdit en XML", line, column);
        }
    }

    private static bool Allowed(ReadOnlySpan<byte> afterHash)
    {
        var end = afterHash.IndexOf((byte)';');
        if (end is < 1 or > 16) return false;
        var digits = afterHash[..end];
        uint code;
        var ok = digits[0] == 'x'
            ? uint.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
            : uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code);
        return ok && (code > 0xFFFF ? code <= 0x10FFFF : XmlConvert.IsXmlChar((char)code));
    }
}
