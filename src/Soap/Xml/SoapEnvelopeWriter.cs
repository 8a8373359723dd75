using System.Collections.Concurrent;
using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>Writes SOAP 1.1 envelopes as UTF-8.</summary>
internal static class SoapEnvelopeWriter
{
    private const int MaxCachedWrappers = 256;

    // A carriage return that were written as such would be read as a line feed.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = XmlEncodings.Utf8, CloseOutput = false, NewLineHandling = NewLineHandling.Entitize,
    };

    private static readonly ConcurrentDictionary<XmlQualifiedName, byte[]> Wrappers = new();
    private static int _cachedWrappers;

    /// <summary>The envelope around an empty element. A caller can invent names, so the cache stops growing.</summary>
    public static ReadOnlyMemory<byte> Empty(XmlQualifiedName name)
    {
        if (Wrappers.TryGetValue(name, out var bytes)) return bytes;
        using var stream = new PooledStream();
        WriteBody(stream, writer =>
        {
            writer.WriteStartElement("ns", name.Name, name.Namespace);
            writer.WriteEndElement();
        });
        bytes = stream.Written.ToArray();
        if (Volatile.Read(ref _cachedWrappers) < MaxCachedWrappers && Wrappers.TryAdd(name, bytes))
            Interlocked.Increment(ref _cachedWrappers);
        return bytes;
    }

    public static void WriteBody(PooledStream stream, Action<XmlWriter> writePayload)
    {
        using var writer = XmlWriter.Create(stream, Settings);
        writer.WriteStartElement("soapenv", "Envelope", SoapNamespaces.Envelope);
        writer.WriteStartElement("Body", SoapNamespaces.Envelope);
        writePayload(writer);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    public static void WriteFault(PooledStream stream, SoapFault fault) => WriteBody(stream, writer =>
    {
        writer.WriteStartElement("Fault", SoapNamespaces.Envelope);
        writer.WriteElementString("faultcode", $"soapenv:{fault.Code}");
        writer.WriteElementString("faultstring", fault.Text);
        if (fault.Detail is not null)
        {
            writer.WriteStartElement("detail");
            fault.Detail(writer);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    });
}
