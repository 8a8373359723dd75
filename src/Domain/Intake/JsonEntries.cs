namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>
/// The entries of a JSON list, each read alone: a broken one costs none of those after it (rule K4). The list never stands in
/// memory as a whole.
/// </summary>
public sealed class JsonEntries
{
    private const int Longest = 1024 * 1024;
    private const int FirstPiece = 64 * 1024;

    private readonly Stream _body;
    private readonly int _longest;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private long _before;

    // The body has ended.
    private bool _exhausted;

    // Nothing can be added to the bytes at hand: the body has ended, or the entry is longer than any may be.
    private bool _full;
    private bool _closing;
    private bool _ended;

    /// <param name="body">Read to the end of the list; left open.</param>
    /// <param name="longest">Bytes that one entry may have: one that never ends must not fill the memory.</param>
    public JsonEntries(Stream body, int longest = Longest)
    {
        (_body, _longest) = (body, longest);
        _buffer = new byte[Math.Min(FirstPiece, longest)];
    }

    private JsonEntries(byte[] body)
    {
        (_body, _longest, _buffer, _end) = (Stream.Null, body.Length, body, body.Length);
        (_exhausted, _full) = (true, true);
    }

    /// <summary>The list was read to its closing bracket.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Bytes of the body that are behind us.</summary>
    public long Position => _before + _start;

    /// <summary>Those of a body that is at hand as a whole; null when it is no list.</summary>
    public static JsonEntries? In(ReadOnlyMemory<byte> body)
    {
        var entries = new JsonEntries(body.ToArray());
        return entries.Head() == true ? entries : null;
    }

    /// <summary>The next entry of a body that is at hand; see <see cref="NextAsync"/>.</summary>
    public JsonEntry? Next() => Step().Entry;

    /// <summary>Passes the opening bracket; false when the body is no list, and then nothing but blanks was passed.</summary>
    public async ValueTask<bool> BeginAsync(CancellationToken ct)
    {
        while (true)
        {
            if (Head() is { } isList) return isList;
            if (!await FillAsync(ct)) return false;
        }
    }

    /// <summary>The next entry, readable or not; null after the last one. Dispose of it before asking again.</summary>
    public async ValueTask<JsonEntry?> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var (known, entry) = Step();
            if (known) return entry;
            _full = !await FillAsync(ct);
        }
    }

    // Null while only blanks are at hand.
    private bool? Head()
    {
        // The bytes of a mark cannot begin any JSON, so each may be skipped on its own.
        var first = Rest.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        if (first < 0)
        {
            _start = _end;
            return null;
        }

        _start += first;
        if (_buffer[_start] != '[') return false;
        _start++;
        return true;
    }

    private ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    // Known: the next entry, or that there is none. Else more bytes are needed to tell.
    private (bool Known, JsonEntry? Entry) Step()
    {
        while (!_ended)
        {
            if (_closing)
            {
                if (!Close()) return (false, null);
                continue;
            }

            var scan = JsonEntryScan.Next(Rest);
            switch (scan.Kind)
            {
                case JsonEntryScan.Found.Entry:
                    return (true, Take(scan));
                case JsonEntryScan.Found.More when !_full:
                    return (false, null);
                case JsonEntryScan.Found.More:
                    if (Last(scan) is { } last) return (true, last);
                    _ended = true;
                    break;
                default:
                    _start += scan.Start + 1;
                    _closing = scan.Kind == JsonEntryScan.Found.End;
                    break;
            }
        }

        return (true, null);
    }

    // A bracket too many inside the list is passed over: what follows it still belongs to the list. False: more bytes are needed.
    private bool Close()
    {
        var next = Rest.IndexOfAnyExcept(" \t\r\n"u8);
        if (next < 0)
        {
            _start = _end;
            if (!_full) return false;
            (_ended, IsComplete) = (true, true);
            return true;
        }

        _closing = false;
        _ended = _buffer[_start + next] != ',';
        return true;
    }

    // As a whole where that can be read, else up to where another entry seems to begin.
    private JsonEntry Take(JsonEntryScan scan)
    {
        var from = _start + scan.Start;
        var entry = JsonEntry.Of(_before + from, _buffer.AsMemory(from, scan.Length));
        var length = scan.Length;
        if (entry.Error is not null && scan.Doubt > 0)
        {
            length = scan.Doubt;
            entry = JsonEntry.Of(_before + from, _buffer.AsMemory(from, length));
        }

        _start = from + length;
        return entry;
    }

    // The bytes ended, or became too many, inside an entry: it lacks a quote or a bracket, or the body was cut.
    private JsonEntry? Last(JsonEntryScan scan)
    {
        if (scan.Doubt > 0)
        {
            _full = _exhausted;
            return Take(scan with { Length = scan.Doubt });
        }

        if (!_exhausted) return null;
        var rest = _buffer.AsMemory(_start + scan.Start, scan.Length);
        var offset = _before + _start + scan.Start;
        if (JsonEntry.Of(offset, rest) is { Error: null } whole)
        {
            (_ended, _start) = (true, _end);
            return whole;
        }

        var closed = rest.Span.TrimEnd(" \t\r\n"u8);
        if (closed is not [.., (byte)'}', (byte)']']) return null;
        (_ended, IsComplete, _start) = (true, true, _end);
        return JsonEntry.Of(offset, rest[..(closed.Length - 1)]);
    }

    // False at the end of the body, or when the entry is longer than any may be.
    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (_exhausted) return false;
        if (_start > 0)
        {
            Rest.CopyTo(_buffer);
            _before += _start;
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= _longest) return false;
            Array.Resize(ref _buffer, Math.Min(_longest, _buffer.Length * 2));
        }

        // As much as there is room for, so that an entry is not looked through again for every piece.
        var read = await _body.ReadAtLeastAsync(_buffer.AsMemory(_end), _buffer.Length - _end, throwOnEndOfStream: false, ct);
        _exhausted = _end + read < _buffer.Length;
        _end += read;
        return read > 0;
    }
}
