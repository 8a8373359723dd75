using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Names of people and towns, labels, lines of an address (rule K1).</summary>
public static class Nom
{
    /// <summary>A label: clean, and not doubly encoded.</summary>
    public static Jugement JugerLibelle(string text)
    {
        var (read, twice) = (text, false);
        // What an invisible character has kept apart may be doubly encoded without it.
        while ((DoubleCodage.Lire(read) ?? DoubleCodage.Lire(Texte.Net(read) ?? "")) is { } meant) (read, twice) = (meant, true);
        if (!twice) return Texte.Juger(text).Puis(Lisible);
        var net = Texte.Net(read);
        return new(net, net is null ? $"{Cite.De(text)} n'a aucun caractère lisible : non transmis."
            : $"{Cite.De(text)} est doublement codé : lu {Cite.De(net)}, à vérifier et à corriger dans Parcoursup.");
    }

    /// <summary>A person's name: what no name has is told too.</summary>
    public static Jugement Juger(string text) => JugerLibelle(text).Puis(clean =>
        clean.EnumerateRunes().FirstOrDefault(r => !EstDeNom(r)) is { Value: > 0 } odd
            ? new(clean, $"{Cite.De(clean)} contient « {odd} », qu'aucun nom ne porte : à vérifier.")
            : clean.EnumerateRunes().Any(Rune.IsLetter) ? new(clean) : new(clean, $"{Cite.De(clean)} n'est pas un nom : à vérifier."));

    private static Jugement Lisible(string clean) => clean.Contains('\uFFFD', StringComparison.Ordinal)
        ? new(clean, $"{Cite.De(clean)} contient un caractère perdu par un mauvais codage : à vérifier et à corriger dans Parcoursup.")
        : new(clean);

    private static bool EstDeNom(Rune rune) =>
        rune.Value is ' ' or '-' or '\'' or '.' or ',' or '’' or '‘' or 'ʼ' or 'ʻ' or '`' or '´' or '′' or '＇' or '·' or '(' or ')'
            or 'ª' or 'º'
        || (rune.Value != '¨' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DashPunctuation
            or UnicodeCategory.ModifierSymbol);
}
