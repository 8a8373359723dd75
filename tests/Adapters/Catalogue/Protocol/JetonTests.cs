using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>The token of one call.</summary>
public sealed class JetonTests
{
    private static readonly DateTimeOffset Instant = new(2026, 2, 12, 21, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void A_token_has_three_claims_and_no_other()
    {
        using var cle = Cles.Privee();

        var (entete, contenu) = Lire(new JetonParcoursup(cle, "cert-7", new FakeTimeProvider(Instant)).PourCorps("{}"u8));

        Assert.Equal("""{"alg":"RS512","typ":"JWT"}""", entete.GetRawText());
        Assert.Equal(["id", "expire", "hash"], contenu.EnumerateObject().Select(p => p.Name));
        Assert.Equal("cert-7", contenu.GetProperty("id").GetString());
        Assert.Equal(Instant.AddSeconds(20).ToUnixTimeMilliseconds(), contenu.GetProperty("expire").GetInt64());
    }

    [Property]
    public Property Its_hash_is_that_of_the_exact_bytes_and_its_signature_that_of_the_key() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), corps =>
        {
            using var cle = Cles.Privee();
            var jeton = new JetonParcoursup(cle, "c", new FakeTimeProvider(Instant)).PourCorps(corps);
            var coupe = jeton.LastIndexOf('.');
            return Lire(jeton).Contenu.GetProperty("hash").GetString() == Convert.ToHexStringLower(SHA512.HashData(corps))
                && Cles.Rsa.VerifyData(Encoding.ASCII.GetBytes(jeton[..coupe]), Base64Url.DecodeFromChars(jeton.AsSpan(coupe + 1)),
                    HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
        });

    [Fact]
    public void A_GET_hashes_the_word_null()
    {
        using var cle = Cles.Privee();

        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData("null"u8)),
            Lire(new JetonParcoursup(cle, "c", new FakeTimeProvider(Instant)).PourLecture()).Contenu.GetProperty("hash").GetString());
    }

    private static (JsonElement Entete, JsonElement Contenu) Lire(string jeton)
    {
        var parties = jeton.Split('.');
        Assert.Equal(3, parties.Length);
        return (Json(parties[0]), Json(parties[1]));

        static JsonElement Json(string partie) => JsonDocument.Parse(Base64Url.DecodeFromChars(partie)).RootElement;
    }
}
