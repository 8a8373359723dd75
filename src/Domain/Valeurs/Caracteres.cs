using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>What a character is to a value that people read.</summary>
internal static class Caracteres
{
    /// <summary>Separates words or lines, and is no plain blank: it becomes one.</summary>
    public static bool EstSaut(Rune rune) => rune.Value is '\t' or '\n' or '\v' or '\f' or '\r' or 0x85 or 0x2028 or 0x2029;

    /// <summary>
    /// Nobody sees it: controls, format characters (zero-width blanks, direction marks, byte order marks, soft hyphens), variation
    /// selectors, fillers, what Unicode leaves to private use or to nobody.
    /// </summary>
    public static bool EstInvisible(Rune rune) => !EstSaut(rune) && (rune.Value is 0x34F or 0x115F or 0x1160 or 0x3164 or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.Surrogate);

    public static bool EstBlanc(Rune rune) => rune.Value == ' ' || EstSaut(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;
}
