using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// A reusable parser that works on bytes and has neither DTD, nor entities, nor resolver, nor processing instructions.
/// It keeps the names that it has met, which most messages share, until they could become too many.
/// </summary>
internal sealed class Utf8Parser
{
    private const int MaxKeptNames = 128 * 1024;

    // The limits proper are enforced by XmlLimitScan; these are a second wall.
    private static readonly XmlDictionaryReaderQuotas Quotas = new()
    {
        MaxDepth = 1024,
        MaxNameTableCharCount = int.MaxValue,
        MaxStringContentLength = int.MaxValue,
        MaxArrayLength = 1,
        MaxBytesPerRead = int.MaxValue,
    };

    private XmlDictionaryReader? _reader;
    private int _keptNames;

    /// <summary>Starts on a document.</summary>
    /// <param name="utf8">The document, without its XML declaration.</param>
    /// <param name="nameBytes">At most how many bytes of names it can add to those kept.</param>
    public XmlDictionaryReader Open(ArraySegment<byte> utf8, int nameBytes)
    {
        if (_reader is null)
        {
            _reader = XmlDictionaryReader.CreateTextReader(
                utf8.Array!, utf8.Offset, utf8.Count, XmlEncodings.Utf8, Quotas, null);
        }
        else
        {
            if (_keptNames + nameBytes > MaxKeptNames) Forget();
            ((IXmlTextReaderInitializer)_reader).SetInput(
                utf8.Array!, utf8.Offset, utf8.Count, XmlEncodings.Utf8, Quotas, null);
        }

        _keptNames += nameBytes;
        return _reader;
    }

    /// <summary>
    /// Makes the next document start afresh. Needed once a position was asked for: the parser then remembers where the
    /// lines of this document begin.
    /// </summary>
    public void Taint() => _keptNames = MaxKeptNames + 1;

    private void Forget()
    {
        _reader!.Close();
        _keptNames = 0;
    }
}
