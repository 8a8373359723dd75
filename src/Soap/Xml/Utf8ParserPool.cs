using System.Collections.Concurrent;

namespace Parcoursup.Gateway.Soap.Xml;

/// <summary>Idle parsers: a new one costs about 8 KiB, several times what reading a usual message allocates.</summary>
internal static class Utf8ParserPool
{
    private const int Capacity = 64;
    private static readonly ConcurrentQueue<Utf8Parser> Idle = new();
    private static int _idleCount;

    public static Utf8Parser Rent()
    {
        if (!Idle.TryDequeue(out var parser)) return new();
        Interlocked.Decrement(ref _idleCount);
        return parser;
    }

    public static void Return(Utf8Parser parser)
    {
        if (Interlocked.Increment(ref _idleCount) <= Capacity) Idle.Enqueue(parser);
        else Interlocked.Decrement(ref _idleCount);
    }
}
