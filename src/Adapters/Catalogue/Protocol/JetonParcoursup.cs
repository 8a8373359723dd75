using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>
/// The token of one call: RS512, bound to the exact bytes of its body, for twenty seconds. It bears no <c>exp</c> and no <c>iat</c>.
/// </summary>
/// <param name="time">Machine time: Parcoursup compares with its own clock.</param>
public sealed class JetonParcoursup(ClePrivee cle, string certificat, TimeProvider time)
{
    public static readonly TimeSpan Validite = TimeSpan.FromSeconds(20);

    private static readonly string Entete = Base64Url.EncodeToString("""{"alg":"RS512","typ":"JWT"}"""u8);

    /// <summary>For a call with this body.</summary>
    public string PourCorps(ReadOnlySpan<byte> corps)
    {
        var signe = $"{Entete}.{Base64Url.EncodeToString(Contenu(corps))}";
        return $"{signe}.{Base64Url.EncodeToString(cle.Signer(Encoding.ASCII.GetBytes(signe)))}";
    }

    /// <summary>For a call without body: it stands for the word null.</summary>
    public string PourLecture() => PourCorps("null"u8);

    private ReadOnlySpan<byte> Contenu(ReadOnlySpan<byte> corps)
    {
        Span<byte> empreinte = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(corps, empreinte);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", certificat);
            writer.WriteNumber("expire", time.GetUtcNow().Add(Validite).ToUnixTimeMilliseconds());
            writer.WriteString("hash", Convert.ToHexStringLower(empreinte));
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }
}
