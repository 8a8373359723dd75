using System.Collections.Concurrent;
using System.Xml;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>
/// Reusable parsers: a new one costs about 8 KiB, five times what reading a usual message allocates. These parsers work
/// on bytes, and have neither DTD, nor entities, nor resolver, nor processing instructions.
/// </summary>
internal static class Utf8ReaderPool
{
    private const int Capacity = 64;
    private static readonly ConcurrentQueue<XmlDictionaryReader> Idle = new();
    private static int _idleCount;

    // The limits proper are enforced by XmlLimitScan; these are a second wall.
    private static readonly XmlDictionaryReaderQuotas Quotas = new()
    {
        MaxDepth = 1024,
        MaxNameTableCharCount = 256 * 1024,
        MaxStringContentLength = int.MaxValue,
        MaxArrayLength = 1,
        MaxBytesPerRead = int.MaxValue,
    };

    public static XmlDictionaryReader Rent(ArraySegment<byte> utf8)
    {
        if (!Idle.TryDequeue(out var reader))
            return XmlDictionaryReader.CreateTextReader(utf8.Array!, utf8.Offset, utf8.Count, XmlEncodings.Utf8, Quotas, null);

        Interlocked.Decrement(ref _idleCount);
        ((IXmlTextReaderInitializer)reader).SetInput(
            utf8.Array!, utf8.Offset, utf8.Count, XmlEncodings.Utf8, Quotas, null);
        return reader;
    }

    public static void Return(XmlDictionaryReader reader)
    {
        reader.Close();
        if (reader is not IXmlTextReaderInitializer) return;
        if (Interlocked.Increment(ref _idleCount) <= Capacity) Idle.Enqueue(reader);
        else Interlocked.Decrement(ref _idleCount);
    }
}
