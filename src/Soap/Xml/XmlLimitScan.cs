using System.Buffers;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// One pass over the bytes, before the parser, that refuses what may never appear (DTD, processing instructions,
/// forbidden character references) and what would cost too much. It doesn't judge well-formedness: the parser does.
/// </summary>
internal ref struct XmlLimitScan
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Except(['\t', '\n', '\r']).Select(code => (byte)code)]);

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly SoapLimits _limits;
    private int _at;
    private int _depth;
    private int _elements;
    private int _textLength;
    private int _nameBytes;

    private XmlLimitScan(ReadOnlySpan<byte> utf8, int start, SoapLimits limits)
    {
        _utf8 = utf8;
        _at = start;
        _limits = limits;
    }

    /// <summary>Throws <see cref="SoapRequestException"/> on the first violation.</summary>
    /// <param name="utf8">The whole message, for the positions.</param>
    /// <param name="start">Where it begins behind its declaration.</param>
    /// <param name="limits">What it may cost.</param>
    /// <returns>At least the bytes of all the names and attributes, which is what a parser may keep.</returns>
    public static int Check(ReadOnlySpan<byte> utf8, int start, SoapLimits limits)
    {
        var scan = new XmlLimitScan(utf8, start, limits);
        scan.Run();
        return scan._nameBytes;
    }

    private void Run()
    {
        while (true)
        {
            var run = _utf8[_at..].IndexOf((byte)'<');
            if (run < 0) return;
            AddText(_utf8.Slice(_at, run));
            _at += run + 1;
            if (_at >= _utf8.Length) return;
            var more = _utf8[_at] switch
            {
                (byte)'/' => EndTag(),
                (byte)'!' => Bang(),
                (byte)'?' => throw Refused(_utf8[_at..].StartsWith("?xml "u8)
                    ? "Rien d'autre que des lignes vides ne doit précéder la déclaration XML"
                    : "Les instructions de traitement XML sont refusées"),
                _ => StartTag(),
            };
            if (!more) return;
        }
    }

    private bool EndTag()
    {
        _depth--;
        _textLength = 0;
        return SkipPast(">"u8);
    }

    private bool Bang()
    {
        var rest = _utf8[_at..];
        if (rest.StartsWith("!--"u8))
        {
            _at += 3;
            return Section("-->"u8);
        }

        if (!rest.StartsWith("![CDATA["u8)) throw Refused("Les DTD et les déclarations d'entités sont refusées");
        _at += 8;
        var start = _at;
        var closed = Section("]]>"u8);
        _textLength += _at - start;
        if (_textLength > _limits.MaxTextLength) throw Refused("Un texte est trop long");
        return closed;
    }

    // The parser looks at the characters of texts and attributes, not at those in here.
    private bool Section(ReadOnlySpan<byte> end)
    {
        var start = _at;
        var closed = SkipPast(end);
        var inside = _utf8[start.._at];
        var found = inside.IndexOfAny(Controls);
        if (found < 0) found = inside.IndexOf("\uFFFE"u8);
        if (found < 0) found = inside.IndexOf("\uFFFF"u8);
        if (found < 0) return closed;
        _at = start + found;
        throw Refused("Un caractère interdit en XML figure dans une section CDATA ou un commentaire");
    }

    private bool StartTag()
    {
        _textLength = 0;
        if (++_elements > _limits.MaxElements) throw Refused("Le message contient trop d'éléments");
        if (++_depth > _limits.MaxDepth) throw Refused("Les éléments sont imbriqués trop profondément");
        var nameLength = _utf8[_at..].IndexOfAny(" \t\r\n/>"u8);
        if (nameLength < 0) nameLength = _utf8.Length - _at;
        if (nameLength > _limits.MaxNameLength) throw Refused("Un nom d'élément est trop long");
        _at += nameLength;
        _nameBytes += nameLength;

        for (var attributes = 1; ; attributes++)
        {
            var stop = _utf8[_at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (stop < 0) return false;
            var between = _utf8.Slice(_at, stop);
            _at += stop + 1;
            if (_utf8[_at - 1] == '>')
            {
                if (!between.IsEmpty && between[^1] == '/') _depth--;
                return true;
            }

            if (attributes > _limits.MaxAttributesPerElement) throw Refused("Un élément porte trop d'attributs");
            if (between.Trim(" \t\r\n="u8).Length > _limits.MaxNameLength) throw Refused("Un nom d'attribut est trop long");
            var length = _utf8[_at..].IndexOf(_utf8[_at - 1]);
            if (length < 0) return false;
            if (length > _limits.MaxTextLength) throw Refused("Une valeur d'attribut est trop longue");
            CheckReserved(between, _utf8.Slice(_at, length));
            CharacterReferences.Check(_utf8, _at, length);
            _at += length + 1;
            _nameBytes += between.Length + length;
        }
    }

    // Names that belong to XML itself: the parser binds them to any prefix (Namespaces in XML 1.0, §3).
    private readonly void CheckReserved(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.Length is not (29 or 36) || name.IndexOf("xmlns"u8) < 0) return;
        if (value.SequenceEqual("http://www.w3.org/2000/xmlns/"u8)
            || (value.SequenceEqual("http://www.w3.org/XML/1998/namespace"u8) && name.IndexOf("xmlns:xml"u8) < 0))
            throw Refused("Un espace de noms réservé à XML est redéclaré");
    }

    private void AddText(ReadOnlySpan<byte> run)
    {
        if (run.IsEmpty) return;
        _textLength += run.Length;
        if (_textLength > _limits.MaxTextLength) throw Refused("Un texte est trop long");
        CharacterReferences.Check(_utf8, _at, run.Length);
    }

    private bool SkipPast(ReadOnlySpan<byte> mark)
    {
        var found = _utf8[_at..].IndexOf(mark);
        _at = found < 0 ? _utf8.Length : _at + found + mark.Length;
        return found >= 0;
    }

    private readonly SoapRequestException Refused(string what)
    {
        var (line, column) = TextPosition.Of(_utf8, _at);
        return new(SoapFaultCode.Client, what, line, column);
    }
}
