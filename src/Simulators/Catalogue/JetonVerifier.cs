using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>Believes a token only as Parcoursup does: its form, its signature, its time, and the hash of what came with it.</summary>
internal sealed class JetonVerifier(TimeProvider clock, TimeSpan ecart)
{
    private static readonly TimeSpan Validite = TimeSpan.FromSeconds(20);
    private static readonly string[] Revendications = ["id", "expire", "hash"];

    private readonly ConcurrentDictionary<string, RSA> _cles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _vus = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The text is no certificate and no RSA public key.</exception>
    public void Inscrire(CertificatConnu certificat)
    {
        try
        {
            _cles[certificat.Id] = Cle(certificat.Pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ArgumentException("Ce n'est ni un certificat RSA ni une clé publique RSA au format PEM.", nameof(certificat), e);
        }
    }

    /// <summary>Why the call is not believed, in French; null when it is.</summary>
    public string? Refuser(string? authorization, byte[] corps)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.Ordinal)) return "aucun jeton";
        var jeton = authorization["Bearer ".Length..];
        var parties = jeton.Split('.');
        if (parties.Length != 3 || Json(parties[0]) is not { } entete || Json(parties[1]) is not { } contenu
            || Octets(parties[2]) is not { } signature)
            return "le jeton n'a pas trois parties lisibles";
        if (Champ(entete, "alg") != "RS512") return "l'algorithme n'est pas RS512";
        if (contenu.EnumerateObject().Select(p => p.Name).Except(Revendications).FirstOrDefault() is { } autre)
            return $"le jeton porte une revendication de trop : {autre}";
        if (Champ(contenu, "id") is not { } id || !_cles.TryGetValue(id, out var cle)) return "le certificat est inconnu";
        if (!Verifie(cle, $"{parties[0]}.{parties[1]}", signature)) return "la signature est fausse";
        if (!contenu.TryGetProperty("expire", out var expire) || expire.ValueKind != JsonValueKind.Number
            || !expire.TryGetInt64(out var limite))
            return "expire n'est pas un nombre de millisecondes";
        var maintenant = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (limite <= maintenant) return "le jeton a expiré";
        if (limite > maintenant + (long)(Validite + ecart).TotalMilliseconds) return "le jeton expire dans plus de vingt secondes";
        if (Champ(contenu, "hash") != Convert.ToHexStringLower(SHA512.HashData(corps))) return "l'empreinte n'est pas celle du corps reçu";
        return _vus.TryAdd(jeton, 0) ? null : "le jeton a déjà servi";
    }

    private static RSA Cle(string pem)
    {
        if (pem.Contains("CERTIFICATE", StringComparison.Ordinal))
        {
            using var certificat = X509Certificate2.CreateFromPem(pem);
            return certificat.GetRSAPublicKey() ?? throw new CryptographicException();
        }

        var cle = RSA.Create();
        cle.ImportFromPem(pem);
        return cle;
    }

    private static bool Verifie(RSA cle, string signe, byte[] signature)
    {
        // One at a time: a key is not made for several callers.
        lock (cle)
            return cle.VerifyData(Encoding.UTF8.GetBytes(signe), signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
    }

    private static JsonElement? Json(string partie)
    {
        try
        {
            return Octets(partie) is { } octets
                && JsonSerializer.Deserialize<JsonElement>(octets) is { ValueKind: JsonValueKind.Object } objet ? objet : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Octets(string partie)
    {
        if (partie.Contains('=', StringComparison.Ordinal) || partie.Contains('+', StringComparison.Ordinal)
            || partie.Contains('/', StringComparison.Ordinal))
            return null;
        var base64 = partie.Replace('-', '+').Replace('_', '/').PadRight((partie.Length + 3) / 4 * 4, '=');
        var octets = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, octets, out var longueur) ? octets[..longueur] : null;
    }

    private static string? Champ(JsonElement objet, string nom) =>
        objet.TryGetProperty(nom, out var valeur) && valeur.ValueKind == JsonValueKind.String ? valeur.GetString() : null;
}
