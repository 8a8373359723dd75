using System.Text.Json;

namespace Parcoursup.Gateway.Domain.Intake;

/// <summary>One entry of a JSON list, read alone (rule K4). Dispose of it; what it holds is good until the next one is asked for.</summary>
public sealed class JsonEntry : IDisposable
{
    private readonly JsonDocument? _document;

    private JsonEntry(long offset, ReadOnlyMemory<byte> bytes, JsonDocument? document, bool repaired, string? error)
    {
        (Offset, Bytes, _document, IsRepaired, Error) = (offset, bytes, document, repaired, error);
    }

    /// <summary>Where it begins in the body, in bytes from 0.</summary>
    public long Offset { get; }

    /// <summary>As received.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Control characters of its texts had to be escaped.</summary>
    public bool IsRepaired { get; }

    /// <summary>Why it cannot be read, in French; null when it can.</summary>
    public string? Error { get; }

    /// <summary>Its value; only without <see cref="Error"/>.</summary>
    public JsonElement Value => _document!.RootElement;

    public void Dispose() => _document?.Dispose();

    /// <summary>The bytes as an entry: read, repaired, or with the reason why neither can be.</summary>
    public static JsonEntry Of(long offset, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new JsonEntry(offset, bytes, JsonDocument.Parse(bytes), false, null);
        }
        catch (JsonException broken)
        {
            return JsonRepair.Escaped(bytes) is { } repaired
                ? new JsonEntry(offset, bytes, JsonDocument.Parse(repaired), true, null)
                : new JsonEntry(offset, bytes, null, false,
                    $"ce n'est pas du JSON lisible (ligne {(broken.LineNumber ?? 0) + 1}, colonne {(broken.BytePositionInLine ?? 0) + 1} "
                    + "de l'élément)");
        }
    }
}
