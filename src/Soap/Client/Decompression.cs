using System.IO.Compression;

namespace Parcoursup.Gateway.Soap.Client;

/// <summary>Undoes a compression that nobody asked for, within the same limit of bytes as an answer that has none.</summary>
internal static class Decompression
{
    // Whoever compresses twice means harm.
    public static bool IsCompressed(string? encoding, ReadOnlySpan<byte> body) =>
        KindOf(encoding) is not null || body.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);

    /// <returns>False when what it holds exceeds the limit.</returns>
    /// <exception cref="InvalidDataException">It is not what it is said to be.</exception>
    public static bool TryUndo(ReadOnlyMemory<byte> body, string? encoding, int maxBytes, out byte[] plain)
    {
        using var source = new MemoryStream(body.ToArray(), writable: false);
        using var stream = Open(source, encoding, body.Span);
        using var buffer = new PooledStream();
        plain = [];
        while (true)
        {
            var read = stream.Read(buffer.GetMemory(4096).Span);
            if (read == 0) break;
            buffer.Advance(read);
            if (buffer.Length > maxBytes) return false;
        }

        plain = buffer.Written.ToArray();
        return true;
    }

    private static Stream Open(Stream source, string? encoding, ReadOnlySpan<byte> body) => KindOf(encoding) switch
    {
        "br" => new BrotliStream(source, CompressionMode.Decompress),
        // Named "deflate" are two things: with a header, as it should be, and without.
        "deflate" when body.Length > 1 && (body[0] & 0x0F) == 8 && (body[0] * 256 + body[1]) % 31 == 0 =>
            new ZLibStream(source, CompressionMode.Decompress),
        "deflate" => new DeflateStream(source, CompressionMode.Decompress),
        _ => new GZipStream(source, CompressionMode.Decompress),
    };

    private static string? KindOf(string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => "gzip",
        "deflate" => "deflate",
        "br" => "br",
        _ => null,
    };
}
