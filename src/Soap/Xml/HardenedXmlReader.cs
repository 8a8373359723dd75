using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// A forward-only reader over an untrusted message: no DTD, no entities, no external resource, no processing
/// instruction, bounded sizes, strict encodings. Comments never appear. Every violation, found at creation or while
/// reading, is a <see cref="SoapRequestException"/>. Not thread-safe; invalid after disposal.
/// </summary>
public sealed partial class HardenedXmlReader : XmlReader, IXmlLineInfo
{
    private const int NoFence = -1;
    private const string NotWellFormed = "Le message n'est pas un document XML bien formé";

    private readonly Utf8Source _source;
    private readonly Utf8Parser _pooled;
    private XmlDictionaryReader? _parser;
    private int _fence = NoFence;
    private bool _atFence;

    private HardenedXmlReader(Utf8Source source, int nameBytes)
    {
        _source = source;
        _pooled = Utf8ParserPool.Rent();
        _parser = _pooled.Open(source.Bytes, nameBytes);
    }

    /// <summary>Opens a message. The memory must stay unchanged until the reader is disposed.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="charset">The charset of the Content-Type, or null to trust the XML declaration.</param>
    /// <param name="limits">What the message may cost; its <see cref="SoapLimits.MaxBodyBytes"/> is checked too.</param>
    /// <exception cref="SoapRequestException">The message exceeds a limit or cannot be decoded.</exception>
    public static HardenedXmlReader Create(ReadOnlyMemory<byte> body, string? charset, SoapLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (body.IsEmpty) throw new SoapRequestException(SoapFaultCode.Client, "Le message est vide.");
        if (body.Length > limits.MaxBodyBytes)
            throw new SoapRequestException(SoapFaultCode.Client, "Le message est trop volumineux.");

        var source = Utf8Source.Open(body, charset);
        try
        {
            return new(source, XmlLimitScan.Check(source.Whole, source.Start, limits));
        }
        catch (XmlException e)
        {
            source.Dispose();
            throw new SoapRequestException(SoapFaultCode.Client, NotWellFormed, 1, 1, e);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>1-based line of the current node.</summary>
    public int LineNumber => Position.Line;

    /// <summary>1-based column just after the current node, counted in characters.</summary>
    public int LinePosition => Position.Column;

    /// <inheritdoc/>
    public bool HasLineInfo() => true;

    /// <inheritdoc/>
    public override bool Read()
    {
        var parser = Parser;
        if (_fence != NoFence)
        {
            if (_atFence) return false;
            if (parser.Depth == _fence && IsElementEnd(parser))
            {
                _atFence = true;
                return false;
            }
        }

        return Advance(parser);
    }

    /// <summary>Makes the current element look like the whole document: reading stops after its end tag.</summary>
    internal void Fence()
    {
        _fence = Depth;
        _atFence = false;
    }

    /// <summary>Skips what is left of the fenced element and lets the reading go on behind its end tag.</summary>
    internal void LiftFence()
    {
        while (Read())
        {
            // What the operation ignored must be well formed all the same.
        }

        _fence = NoFence;
        _atFence = false;
        Advance(Parser);
    }

    /// <summary>A refusal that names the current position.</summary>
    internal SoapRequestException Refuse(string message, SoapFaultCode code = SoapFaultCode.Client) =>
        new(code, message, LineNumber, LinePosition);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _parser, null) is not null)
        {
            Utf8ParserPool.Return(_pooled);
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override void Close() => Dispose(true);

    private XmlDictionaryReader Parser => _parser ?? throw new ObjectDisposedException(nameof(HardenedXmlReader));

    private static bool IsElementEnd(XmlDictionaryReader parser) =>
        parser.NodeType == XmlNodeType.EndElement
        || (parser.NodeType == XmlNodeType.Element && parser.IsEmptyElement);

    private bool Advance(XmlDictionaryReader parser)
    {
        try
        {
            bool more;
            do more = parser.Read();
            while (more && parser.NodeType == XmlNodeType.Comment);
            return more;
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            // The parser's own checks let some damaged names through as an ArgumentException.
            throw Translate(e);
        }
    }

    private SoapRequestException Translate(Exception e)
    {
        _pooled.Taint();
        var (line, column) = e is XmlException { LineNumber: > 0 } xml
            ? ParserRows.PositionOf(_source, xml.LineNumber, xml.LinePosition)
            : Position;
        return new(SoapFaultCode.Client, NotWellFormed, line, column, e);
    }

    private TextPosition Position
    {
        get
        {
            var info = (IXmlLineInfo)Parser;
            _pooled.Taint();
            return ParserRows.PositionOf(_source, info.LineNumber, info.LinePosition);
        }
    }
}
