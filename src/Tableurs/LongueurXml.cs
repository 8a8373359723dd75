namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// Watches the bytes of an XML part for a text, attribute, section or instruction without end: whoever reads it keeps such a thing
/// whole, so it has to be seen before.
/// </summary>
internal sealed class LongueurXml
{
    private const int Longest = 1024 * 1024;

    // A beginning or an end may be cut in two by the pieces.
    private const int Overlap = 8;

    private readonly byte[] _joined = new byte[Overlap + LargestPiece];
    private int _keptLength;
    private Inside _inside;
    private long _run;
    private bool _begun;

    /// <summary>Bytes that are looked at in one go.</summary>
    public const int LargestPiece = 64 * 1024;

    private enum Inside
    {
        Markup,
        Comment,
        Section,
        Instruction,
    }

    /// <summary>False once something has no end, or for text that is no UTF-8.</summary>
    public bool Look(ReadOnlySpan<byte> piece)
    {
        // What spreadsheets write has no zero byte; UTF-16 has one in its first letters.
        if (!_begun && piece[..Math.Min(piece.Length, 64)].Contains((byte)0)) return false;
        _begun = true;
        piece.CopyTo(_joined.AsSpan(_keptLength));
        ReadOnlySpan<byte> bytes = _joined.AsSpan(0, _keptLength + piece.Length);
        while (Next(ref bytes))
            if (_run > Longest) return false;
        bytes.CopyTo(_joined);
        _keptLength = bytes.Length;
        return _run <= Longest;
    }

    // Goes to the next beginning or end; false when there is none, with what may be the first half of one.
    private bool Next(ref ReadOnlySpan<byte> bytes)
    {
        var end = EndOf(_inside);
        var at = end.IsEmpty ? bytes.IndexOf((byte)'<') : bytes.IndexOf(end);
        var left = end.IsEmpty ? Overlap : end.Length - 1;
        if (at < 0 || (end.IsEmpty && bytes.Length - at <= left))
        {
            var passed = at < 0 ? end.IsEmpty ? bytes.Length : Math.Max(0, bytes.Length - left) : at;
            Pass(passed);
            bytes = bytes[passed..];
            return false;
        }

        Pass(at);
        _run = _run > Longest ? _run : 0;
        bytes = bytes[at..];
        var size = end.Length;
        if (end.IsEmpty) (_inside, size) = BeginningOf(bytes);
        else _inside = Inside.Markup;
        bytes = bytes[size..];
        return true;
    }

    // A comment is passed over by its reader.
    private void Pass(int length) => _run += _inside == Inside.Comment ? 0 : length;

    private static ReadOnlySpan<byte> EndOf(Inside inside) => inside switch
    {
        Inside.Comment => "-->"u8,
        Inside.Section => "]]>"u8,
        Inside.Instruction => "?>"u8,
        _ => default,
    };

    private static (Inside Inside, int Size) BeginningOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("<!--"u8) ? (Inside.Comment, 4)
        : bytes.StartsWith("<![CDATA["u8) ? (Inside.Section, 9)
        : bytes.StartsWith("<?"u8) ? (Inside.Instruction, 2)
        : (Inside.Markup, 1);
}
