using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Engine.Faces.Commandes;

/// <summary>How a command ended, for scripts.</summary>
public static class CommandCode
{
    public const int Done = 0;

    /// <summary>What it was given cannot be taken.</summary>
    public const int Refused = 2;

    /// <summary>A guard holds it until a person confirms.</summary>
    public const int Held = 3;

    /// <summary>The other side did not answer, or not as it should.</summary>
    public const int Remote = 4;
}

/// <summary>The result of a command as JSON on the standard output, where nothing else is written then.</summary>
public static class CommandOutput
{
    /// <summary>Names as the records say them, what is unknown as null: a script finds every field.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes it and a line's end, as UTF-8 whatever the console's encoding is.</summary>
    public static async Task WriteAsync<T>(T value, CancellationToken ct)
    {
        await Console.Out.FlushAsync(ct);
        await using var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, value, Options, ct);
        output.WriteByte((byte)'\n');
        await output.FlushAsync(ct);
    }

    /// <summary>Bytes that are the result themselves.</summary>
    public static async Task WriteBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await Console.Out.FlushAsync(ct);
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(bytes, ct);
        await output.FlushAsync(ct);
    }
}
