using System.Globalization;
using System.Runtime.CompilerServices;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// Reads text into records, and only ever looks a few lines ahead. A field in quotation marks may hold a line break; but a mark that
/// is never closed is a broken line, and the next one is read as if it had not been there. (A CSV library takes everything up to the
/// next mark for one field: a single broken line would swallow its neighbours.)
/// </summary>
internal sealed class LecteurTexte(LignesTexte lines, OptionsTableur options)
{
    private const int LongestRecord = 256 * 1024;
    private const int MostLinesOfARecord = 8;

    private readonly List<LigneTexte> _ahead = [];
    private char _separator;
    private int _line;

    // How many columns the labels give, once they are known.
    private int _columns;

    public async IAsyncEnumerable<ElementTableur> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var first = await HeaderAsync(ct);
        yield return first;
        if (first is not EnteteTableur header) yield break;
        _columns = header.Libelles.Count;
        while (await NextLineAsync(ct) is { } line)
            if (await RecordAsync(line, header.Libelles, ct) is { } record)
                yield return record;
    }

    private async ValueTask<ElementTableur> HeaderAsync(CancellationToken ct)
    {
        var named = default(char?);
        while (await NextLineAsync(ct) is { } line)
        {
            if (line.Texte is not null && string.IsNullOrWhiteSpace(line.Texte)) continue;
            if (line is { Texte: { } text, Defaut: null } && named is null && Separation.Named(text) is { } separator)
            {
                named = separator;
                continue;
            }

            if (line is not { Texte: { } labels, Defaut: null })
                return new RefusTableur($"La ligne {_line} devait être celle des en-têtes. {line.Defaut}");
            _separator = named ?? options.Separateur ?? Separation.FoundIn(labels);
            var number = _line;
            var (fields, _, open) = await FieldsAsync(line, labels, ct);
            if (open) return new RefusTableur("La ligne d'en-tête est illisible : un guillemet n'est pas refermé.");
            while (fields.Count > 0 && string.IsNullOrWhiteSpace(fields[^1])) fields.RemoveAt(fields.Count - 1);
            if (fields.Count > 0) return new EnteteTableur(number, null, fields, _separator);
        }

        return new RefusTableur("Le fichier est vide : sa première ligne doit nommer les colonnes.");
    }

    // Null for a blank row, with or without separators.
    private async ValueTask<LigneTableur?> RecordAsync(LigneTexte line, IReadOnlyList<string> labels, CancellationToken ct)
    {
        var number = _line;
        if (line.Texte is not { } text) return new LigneTableur(number, [], new(null, line.Defaut!));
        var (fields, defect, open) = await FieldsAsync(line, text, ct);
        if (fields.TrueForAll(string.IsNullOrWhiteSpace)) return null;
        Trimmed(fields);
        if (defect is not null)
        {
            var wrong = fields.FindIndex(f => f.Contains('\uFFFD', StringComparison.Ordinal));
            return new LigneTableur(number, fields, new(wrong >= 0 && wrong < labels.Count ? labels[wrong].Trim() : null, defect), open);
        }

        return new LigneTableur(number, fields,
            fields.Count == _columns ? ErreurTableur.In(fields, labels) : new(null, Miscounted(fields.Count)), open);
    }

    // Excel ends its lines with separators up to the last column that was ever used.
    private List<string> Trimmed(List<string> fields)
    {
        while (fields.Count > _columns && string.IsNullOrWhiteSpace(fields[^1])) fields.RemoveAt(fields.Count - 1);
        return fields;
    }

    private string Miscounted(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} colonnes au lieu de {_columns} : ")
        + (count > _columns
            ? $"cette ligne et la suivante sont sans doute collées (saut de ligne manquant), ou un champ contient « {_separator} »."
            : "la ligne est incomplète (tronquée, ou un saut de ligne au milieu).");

    private async ValueTask<(List<string> Fields, string? Defect, bool Open)> FieldsAsync(
        LigneTexte line, string text, CancellationToken ct)
    {
        if (!text.Contains(Separation.Quote, StringComparison.Ordinal)) return ([.. text.Split(_separator)], line.Defaut, false);
        var (joined, defect, taken) = (text, line.Defaut, new List<LigneTexte>());
        while (true)
        {
            // Several lines are one record only where that is well-formed and gives the columns of the header.
            if (Separation.TrySplit(joined, _separator, out var fields, out var proper)
                && (taken.Count == 0 || (proper && (_columns == 0 || Trimmed(fields).Count == _columns))))
            {
                _line += taken.Count;
                return (fields, defect, false);
            }

            if (taken.Count + 1 == MostLinesOfARecord || joined.Length > LongestRecord || await ReadLineAsync(ct) is not { } next) break;
            taken.Add(next);
            if (next.Texte is null) break;
            joined += "\n" + next.Texte;
            defect ??= next.Defaut;
        }

        // The mark opens no field: what was looked at is read again, line by line.
        _ahead.InsertRange(0, taken);
        return ([.. text.Split(_separator)], line.Defaut, true);
    }

    private async ValueTask<LigneTexte?> NextLineAsync(CancellationToken ct)
    {
        var line = await ReadLineAsync(ct);
        if (line is not null) _line++;
        return line;
    }

    private async ValueTask<LigneTexte?> ReadLineAsync(CancellationToken ct)
    {
        if (_ahead is not [var ahead, ..]) return await lines.NextAsync(ct);
        _ahead.RemoveAt(0);
        return ahead;
    }
}
