namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>
/// The entries of a JSON list, each read alone: a broken one costs none of those after it (rule K4). The list never stands in
/// memory as a whole.
/// </summary>
/// <param name="body">Read to the end of the list; left open.</param>
/// <param name="longest">Bytes that one entry may have: one that never ends must not fill the memory.</param>
public sealed class JsonEntries(Stream body, int longest = JsonEntries.Longest)
{
    private const int Longest = 1024 * 1024;

    private byte[] _buffer = new byte[Math.Min(64 * 1024, longest)];
    private int _start;
    private int _end;
    private long _before;
    private bool _exhausted;
    private bool _ended;

    /// <summary>The list was read to its closing bracket.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Bytes of the body that are behind us.</summary>
    public long Position => _before + _start;

    /// <summary>Those of a body that is at hand as a whole: nothing is ever waited for.</summary>
    public static JsonEntries Of(ReadOnlyMemory<byte> body) => new(new MemoryStream(body.ToArray(), writable: false));

    /// <inheritdoc cref="BeginAsync"/>
    /// <remarks>Only for a body that is at hand.</remarks>
    public bool Begin() => BeginAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="NextAsync"/>
    /// <remarks>Only for a body that is at hand.</remarks>
    public JsonEntry? Next() => NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>Passes the opening bracket; false when the body is no list, and then nothing but blanks was passed.</summary>
    public async ValueTask<bool> BeginAsync(CancellationToken ct)
    {
        while (true)
        {
            // The bytes of a mark cannot begin any JSON, so each may be skipped on its own.
            var first = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
            if (first >= 0)
            {
                _start += first;
                if (_buffer[_start] != '[') return false;
                _start++;
                return true;
            }

            _start = _end;
            if (!await FillAsync(ct)) return false;
        }
    }

    /// <summary>The next entry, readable or not; null after the last one. Dispose of it before asking again.</summary>
    public async ValueTask<JsonEntry?> NextAsync(CancellationToken ct)
    {
        while (!_ended)
        {
            var scan = JsonEntryScan.Next(_buffer.AsSpan(_start, _end - _start));
            switch (scan.Kind)
            {
                case JsonEntryScan.Found.Comma:
                    _start += scan.Start + 1;
                    break;
                case JsonEntryScan.Found.Entry:
                    return Take(scan);
                case JsonEntryScan.Found.End:
                    _start += scan.Start + 1;
                    await EndAsync(ct);
                    break;
                default:
                    if (await FillAsync(ct)) break;
                    if (Last(scan) is { } last) return last;
                    _ended = true;
                    break;
            }
        }

        return null;
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
        if (scan.Doubt > 0) return Take(scan with { Length = scan.Doubt });
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

    // A bracket too many inside the list is passed over: what follows it still belongs to the list.
    private async ValueTask EndAsync(CancellationToken ct)
    {
        int next;
        while ((next = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(" \t\r\n"u8)) < 0)
        {
            _start = _end;
            if (await FillAsync(ct)) continue;
            (_ended, IsComplete) = (true, true);
            return;
        }

        _ended = _buffer[_start + next] != ',';
    }

    // False at the end of the body, or when the entry is longer than any may be.
    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (_exhausted) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _before += _start;
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= longest) return false;
            Array.Resize(ref _buffer, Math.Min(longest, _buffer.Length * 2));
        }

        // As much as there is room for, so that an entry is not looked through again for every piece.
        var read = await body.ReadAtLeastAsync(_buffer.AsMemory(_end), _buffer.Length - _end, throwOnEndOfStream: false, ct);
        _exhausted = _end + read < _buffer.Length;
        _end += read;
        return read > 0;
    }
}
