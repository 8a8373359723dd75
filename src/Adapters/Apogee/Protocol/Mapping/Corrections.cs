using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Fits judged values into Apogée's columns and keeps the record of what changed. A mere change of case is not recorded: every name
/// has one, and the record would hide what matters. What is lost is a warning too (rule K1).
/// </summary>
/// <param name="before">What the judgement of the values has changed.</param>
/// <param name="warn">Told of a field and what was lost of it.</param>
internal sealed class Corrections(IEnumerable<Modification> before, Action<string, string> warn)
{
    private readonly List<Modification> _modifications = [.. before];

    public IReadOnlyList<Modification> Modifications => _modifications;

    public string? Name(string champ, string? text, int width) => Apply(champ, text, width, TexteApogee.Name);

    public string? Line(string champ, string? text, int width) => Apply(champ, text, width, TexteApogee.Line);

    /// <summary>Lines of one address: what is too long for its line goes on in the next ones while there is room.</summary>
    public IReadOnlyList<string?> Lines(IReadOnlyList<string> champs, IReadOnlyList<string?> texts, int width)
    {
        var clean = texts.Select(t => t is null ? null : TexteApogee.Line(t, int.MaxValue) is { Length: > 0 } line ? line : null).ToList();
        var (lines, lost) = LignesAdresse.Repartir(clean, width);
        for (var i = 0; i < lines.Count; i++)
            if (lines[i] != clean[i])
                Record(champs[i], texts[i], lines[i], $"réparti sur les {lines.Count} lignes de {width} caractères d'Apogée");
            else NoteLetters(champs[i], texts[i], lines[i]);
        if (lost is not null)
        {
            Record(champs[^1], lost, null, $"n'a plus de place : Apogée a {lines.Count} lignes de {width} caractères");
            warn(champs[0], $"l'adresse ne tient pas dans les {lines.Count} lignes de {width} caractères d'Apogée : {Cite.De(lost)} est "
                + "coupé ; la raccourcir dans Parcoursup.");
        }

        return lines;
    }

    /// <summary>A telephone that was judged: cut, it would be somebody else's.</summary>
    public string? Phone(string champ, string? text, int width) => Code(champ, text, width);

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
        {
            Record(champ, text, kept, $"coupé à {width} caractères, largeur de la colonne d'Apogée");
            warn(champ, $"{Cite.De(text)} est coupé à {width} caractères, largeur de la colonne d'Apogée : transmis {Cite.De(kept)}.");
        }
        else
        {
            NoteLetters(champ, text, kept);
        }

        return kept.Length == 0 ? null : kept;
    }

    private void NoteLetters(string champ, string? text, string? kept)
    {
        if (text is not null && !string.Equals(kept ?? "", text.Trim(), StringComparison.OrdinalIgnoreCase))
            Record(champ, text, kept, "caractères accentués ou non admis par Apogée remplacés");
    }

    private string? Dropped(string champ, string text, string reason)
    {
        Record(champ, text, null, "non transmis : " + reason);
        warn(champ, $"{Cite.De(text)} n'est pas transmis : {reason}.");
        return null;
    }
}
