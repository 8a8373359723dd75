using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>A formation as Parcoursup's service takes it.</summary>
/// <param name="Rco">The formation's key (<c>cle_ministere_educatif</c>).</param>
public sealed record FormationEnvoyee(string Rco)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parcoursup's id, a number in the body; null for a formation that it does not know yet.</summary>
    public string? GTaCod { get; init; }

    /// <summary>Who asked for the publication.</summary>
    public string? User { get; init; }

    /// <summary>RNCP codes, as the register writes them (<c>RNCP35460</c>); in the body, their numbers.</summary>
    public IReadOnlyList<string> Rncp { get; init; } = [];

    /// <summary>That of the first year.</summary>
    public string? Cfd { get; init; }

    public string? Uai { get; init; }

    /// <summary>The MEF 10 where exactly one remains, else null.</summary>
    public string? Mef { get; init; }

    /// <summary>The body: these bytes are signed, and these are sent.</summary>
    public byte[] Octets()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("g_ta_cod");
            WriteCode(writer, GTaCod);
            writer.WriteString("user", User ?? "");
            writer.WriteStartArray("rncp");
            foreach (var code in Rncp) WriteCode(writer, NumeroRncp(code));
            writer.WriteEndArray();
            writer.WriteString("cfd", Cfd ?? "");
            writer.WriteString("uai", Uai ?? "");
            writer.WriteString("rco", Rco);
            writer.WriteString("mef", Mef ?? "");
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // The register's own number is what follows its prefix.
    private static string NumeroRncp(string code) =>
        code.Trim() is var written && written.StartsWith("RNCP", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(written.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? written[4..] : written;

    // Both are numbers at Parcoursup's, and were always sent so; what is none is sent as it is, for its refusal to name it.
    private static void WriteCode(Utf8JsonWriter writer, string? code)
    {
        if (string.IsNullOrWhiteSpace(code)) writer.WriteNullValue();
        else if (long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(code);
    }
}
