using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Takes the password out of a received body before it is journaled: the journal keeps the bytes of a message, never a
/// secret in clear.
/// </summary>
public static class CredentialMask
{
    private static ReadOnlySpan<byte> Mask => "\"***\""u8;

    /// <summary>The same body with the value of every <c>pwd</c> replaced, all other bytes untouched.</summary>
    /// <param name="body">Readable JSON.</param>
    public static byte[] Apply(ReadOnlySpan<byte> body)
    {
        var masked = new MemoryStream(body.Length);
        var bom = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(body[bom..],
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !IsPassword(ref reader)) continue;
            reader.Read();
            var start = bom + (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) reader.Skip();
            masked.Write(body[copied..start]);
            masked.Write(Mask);
            copied = bom + (int)reader.BytesConsumed;
        }

        masked.Write(body[copied..]);
        return masked.ToArray();
    }

    private static bool IsPassword(ref Utf8JsonReader reader)
    {
        try
        {
            return string.Equals(reader.GetString()?.Trim(), "pwd", StringComparison.OrdinalIgnoreCase);
        }
        catch (InvalidOperationException)
        {
            // A name with invalid text is none that anybody reads.
            return false;
        }
    }
}
