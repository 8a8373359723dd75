using System.IO.Compression;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>How pages of files are kept in the database.</summary>
internal static class CompressedPage
{
    public static byte[] Of(ReadOnlySpan<byte> page)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(page);
        return buffer.ToArray();
    }

    public static async Task CopyToAsync(byte[] compressed, Stream output, CancellationToken ct)
    {
        await using var zipped = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        await zipped.CopyToAsync(output, ct);
    }
}
