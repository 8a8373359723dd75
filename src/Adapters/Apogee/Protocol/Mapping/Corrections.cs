using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Cleans values and keeps the record of what changed. A mere change of case is not recorded: every name has one, and
/// the record would hide what matters.
/// </summary>
internal sealed class Corrections
{
    private readonly List<Modification> _modifications = [];

    public IReadOnlyList<Modification> Modifications => _modifications;

    public string? Name(string champ, string? text, int width) => Apply(champ, text, width, TexteApogee.Name);

    public string? Line(string champ, string? text, int width) => Apply(champ, text, width, TexteApogee.Line);

    /// <summary>Digits and a leading plus, so that the number fits.</summary>
    public string? Phone(string champ, string? text, int width)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var trimmed = text.Trim();
        var digits = new string([.. trimmed.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0))]);
        var kept = digits.Length <= width ? digits : digits[..width];
        if (kept.Length != digits.Length) Record(champ, text, kept, $"coupé à {width} caractères, largeur de la colonne d'Apogée");
        return kept.Any(char.IsAsciiDigit) ? kept : Dropped(champ, text, "ne contient aucun chiffre");
    }

    /// <summary>A code that must fit as it is: cut, it would be another one.</summary>
    public string? Code(string champ, string? text, int width)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var trimmed = text.Trim();
        return trimmed.Length <= width ? trimmed : Dropped(champ, text, $"plus long que les {width} caractères de la colonne d'Apogée");
    }

    public void Record(string champ, string? before, string? after, string reason) =>
        _modifications.Add(new Modification(champ, before, after, reason));

    private string? Apply(string champ, string? text, int width, Func<string, int, string> clean)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var whole = clean(text, int.MaxValue);
        var kept = clean(text, width);
        if (kept.Length < whole.Length)
            Record(champ, text, kept, $"coupé à {width} caractères, largeur de la colonne d'Apogée");
        else if (!string.Equals(kept, text.Trim(), StringComparison.OrdinalIgnoreCase))
            Record(champ, text, kept, "caractères accentués ou non admis par Apogée remplacés");
        return kept.Length == 0 ? null : kept;
    }

    private string? Dropped(string champ, string text, string reason)
    {
        Record(champ, text, null, "non transmis : " + reason);
        return null;
    }
}
