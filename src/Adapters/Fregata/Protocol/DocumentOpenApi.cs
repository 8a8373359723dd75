namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>The published description of the API (OpenAPI 3).</summary>
public static class DocumentOpenApi
{
    public static readonly ReadOnlyMemory<byte> Json = Load();

    private static byte[] Load()
    {
        using var stream = typeof(DocumentOpenApi).Assembly.GetManifestResourceStream("fregata-openapi.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
