using System.Globalization;
using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// Numeric character references must stand for XML characters. The parser lets <c>&amp;#0;</c> through, which would
/// later break every XML writer and PostgreSQL's text type. It tells the end of the message for an ampersand that begins no
/// reference: its place is found here.
/// </summary>
internal static class CharacterReferences
{
    public static void Check(ReadOnlySpan<byte> utf8, int start, int length)
    {
        var run = utf8.Slice(start, length);
        var at = 0;
        while (run[at..].IndexOf((byte)'&') is >= 0 and var found)
        {
            at += found + 1;
            if (at < run.Length && run[at] == '#')
            {
                at++;
                if (Allowed(run[at..])) continue;
                throw Refused(utf8, start + at, "Une référence de caractère désigne un caractère interdit en XML");
            }

            var letters = NameOf(run[at..]);
            if (letters == 0)
                throw Refused(utf8, start + at - 1, "Le caractère « & » doit être écrit « &amp; »");
            if (!IsPredefined(run.Slice(at, letters)))
                throw Refused(utf8, start + at - 1,
                    "Une entité nommée n'existe pas en XML, sauf amp, lt, gt, quot et apos : écrire le caractère lui-même");
        }
    }

    private static SoapRequestException Refused(ReadOnlySpan<byte> utf8, int offset, string message)
    {
        var (line, column) = TextPosition.Of(utf8, offset);
        return new(SoapFaultCode.Client, message, line, column);
    }

    // Its letters up to the semicolon; 0 when this is no name.
    private static int NameOf(ReadOnlySpan<byte> afterMark)
    {
        var length = 0;
        while (length < afterMark.Length && length <= 32 && char.IsAsciiLetterOrDigit((char)afterMark[length])) length++;
        return length < afterMark.Length && afterMark[length] == ';' ? length : 0;
    }

    private static bool IsPredefined(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("amp"u8) || name.SequenceEqual("lt"u8) || name.SequenceEqual("gt"u8) || name.SequenceEqual("quot"u8)
        || name.SequenceEqual("apos"u8);

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
