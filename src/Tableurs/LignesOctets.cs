namespace Parcoursup.Gateway.Tableurs;

/// <summary>A line of the file as bytes, without its end; too long to be one: empty.</summary>
internal readonly record struct LigneOctets(ReadOnlyMemory<byte> Octets, bool TropLongue);

/// <summary>Splits a stream into lines and never keeps more than the longest one in memory.</summary>
/// <param name="cr">A carriage return alone ends a line, too.</param>
internal sealed class LignesOctets(Stream stream, bool cr)
{
    private const int LongestLine = 256 * 1024;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;
    private bool _over;
    private bool _skipFeed;

    /// <summary>The next line, valid until the next call; null at the end.</summary>
    public async ValueTask<LigneOctets?> NextAsync(CancellationToken ct)
    {
        var (looked, tooLong) = (0, false);
        while (true)
        {
            if (_skipFeed && _start < _end)
            {
                if (_buffer[_start] == '\n') _start++;
                _skipFeed = false;
            }

            var length = EndIn(_buffer.AsSpan(_start + looked, _end - _start - looked));
            if (length >= 0) return Take(looked + length, tooLong);
            looked = _end - _start;
            if (looked == _buffer.Length)
            {
                // Read to its end all the same, but not kept.
                (_start, _end, looked, tooLong) = (0, 0, 0, true);
            }

            if (!await FillAsync(ct)) return looked > 0 || tooLong ? Last(tooLong) : null;
        }
    }

    private int EndIn(ReadOnlySpan<byte> bytes) => cr ? bytes.IndexOfAny((byte)'\n', (byte)'\r') : bytes.IndexOf((byte)'\n');

    private LigneOctets Take(int length, bool tooLong)
    {
        var line = _buffer.AsMemory(_start, length);
        _skipFeed = _buffer[_start + length] == '\r';
        _start += length + 1;
        return Of(line, tooLong);
    }

    private LigneOctets Last(bool tooLong)
    {
        var line = _buffer.AsMemory(_start, _end - _start);
        _start = _end;
        return Of(line, tooLong);
    }

    private static LigneOctets Of(ReadOnlyMemory<byte> line, bool tooLong) => tooLong ? new(default, true)
        : new(line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line, false);

    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (_over) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        _over = read == 0;
        return !_over;
    }
}
