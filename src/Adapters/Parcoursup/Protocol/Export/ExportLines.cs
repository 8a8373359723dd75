using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>A record of the file: its fields, or null when it has none that can be told apart.</summary>
/// <param name="Ligne">Number of its first line, from 1.</param>
/// <param name="Champs">Null when the line is too long to be one.</param>
internal readonly record struct ExportRecord(int Ligne, IReadOnlyList<string>? Champs);

/// <summary>
/// Splits the file into records, and only ever looks a few lines ahead. A field in quotation marks may hold a line break;
/// but a mark that is never closed is a broken line, and the next one is read as if it had not been there. (A CSV library
/// takes everything up to the next mark for one field: a single broken line would swallow its neighbours.)
/// </summary>
internal sealed class ExportLines(TextReader reader)
{
    private const char Separator = ';';
    private const char Quote = '"';
    private const int LongestLine = 64 * 1024;
    private const int MostLinesOfARecord = 8;

    private readonly char[] _buffer = new char[32 * 1024];
    private readonly List<string?> _ahead = [];
    private readonly StringBuilder _begun = new();
    private int _start;
    private int _end;
    private int _line;

    /// <summary>How many columns the header has, once it is known.</summary>
    public int Columns { get; set; }

    /// <summary>The next record that is not blank; null at the end.</summary>
    public async ValueTask<ExportRecord?> NextAsync(CancellationToken ct)
    {
        while (await NextLineAsync(ct) is { } line)
        {
            var number = ++_line;
            if (line.Text is not { } text) return new ExportRecord(number, null);
            if (text.Contains(Quote, StringComparison.Ordinal)) return new ExportRecord(number, await QuotedAsync(text, ct));
            if (!string.IsNullOrWhiteSpace(text)) return new ExportRecord(number, text.Split(Separator));
        }

        return null;
    }

    private async ValueTask<IReadOnlyList<string>> QuotedAsync(string line, CancellationToken ct)
    {
        var (text, taken) = (line, new List<string?>());
        while (true)
        {
            // Several lines are one record only where that is well-formed and gives the columns of the header.
            if (TrySplit(text, out var fields, out var proper) && (taken.Count == 0 || (proper && fields.Count == Columns)))
            {
                _line += taken.Count;
                return fields;
            }

            if (taken.Count + 1 == MostLinesOfARecord || text.Length > LongestLine || await NextLineAsync(ct) is not { } next) break;
            taken.Add(next.Text);
            if (next.Text is null) break;
            text += "\n" + next.Text;
        }

        // The mark opens no field: what was looked at is read again, line by line.
        _ahead.InsertRange(0, taken);
        return line.Split(Separator);
    }

    // False when a quoted field is not closed in this text; proper when every closing mark ends its field.
    private static bool TrySplit(string text, out List<string> fields, out bool proper)
    {
        (fields, proper) = ([], true);
        for (var at = 0; ;)
        {
            if (at < text.Length && text[at] == Quote)
            {
                var field = new StringBuilder();
                for (at++; ; at++)
                {
                    if (at >= text.Length) return false;
                    if (text[at] != Quote) field.Append(text[at]);
                    else if (at + 1 < text.Length && text[at + 1] == Quote) field.Append(text[at++]);
                    else break;
                }

                // What follows the closing mark up to the separator belongs to the field: it is shown, not lost.
                var rest = text.IndexOf(Separator, at);
                proper &= (rest < 0 ? text.Length : rest) == at + 1;
                field.Append(text, at + 1, (rest < 0 ? text.Length : rest) - at - 1);
                fields.Add(field.ToString());
                if (rest < 0) return true;
                at = rest + 1;
            }
            else
            {
                var end = text.IndexOf(Separator, at);
                fields.Add(end < 0 ? text[at..] : text[at..end]);
                if (end < 0) return true;
                at = end + 1;
            }
        }
    }

    private readonly record struct Line(string? Text);

    // Text is null for a line that is too long; it is read to its end all the same.
    private async ValueTask<Line?> NextLineAsync(CancellationToken ct)
    {
        if (_ahead is [var ahead, ..])
        {
            _ahead.RemoveAt(0);
            return new Line(ahead);
        }

        var tooLong = false;
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await reader.ReadAsync(_buffer, ct));
                if (_end == 0) return _begun.Length > 0 || tooLong ? new Line(Ended(tooLong, default)) : null;
            }

            var length = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
            var piece = new Range(_start, length < 0 ? _end : _start + length);
            _start = length < 0 ? _end : _start + length + 1;
            if (length >= 0) return new Line(Ended(tooLong, piece));
            if (_begun.Length < LongestLine) _begun.Append(_buffer.AsSpan(piece));
            else tooLong = true;
        }
    }

    private string? Ended(bool tooLong, Range piece)
    {
        var last = _buffer.AsSpan(piece);
        tooLong |= _begun.Length + last.Length > LongestLine;
        var text = tooLong ? null : _begun.Length == 0 ? new string(last) : _begun.Append(last).ToString();
        _begun.Clear();
        return text?.TrimEnd('\r');
    }
}
