using System.Security.Cryptography;
using System.Text;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>The RSA key that Parcoursup knows by its certificate. It signs; it is never printed.</summary>
public sealed class ClePrivee : IDisposable
{
    // RS512 is not defined for less (RFC 7518).
    private const int LeastBits = 2048;
    private const int LargestFile = 64 * 1024;

    private readonly RSA _rsa;

    private ClePrivee(RSA rsa) => _rsa = rsa;

    /// <param name="fichier">A PEM file.</param>
    /// <param name="motDePasse">Of an encrypted key; null when there is none.</param>
    /// <exception cref="ClePriveeException">The key cannot be used; the message says why and what to do.</exception>
    public static ClePrivee Lire(string fichier, string? motDePasse = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(fichier);
        try
        {
            if (Directory.Exists(fichier))
                throw new ClePriveeException($"La clé privée « {fichier} » est un dossier : donner le fichier PEM.");
            using var stream = File.OpenRead(fichier);
            if (stream.Length > LargestFile)
                throw new ClePriveeException($"Le fichier « {fichier} » est trop gros pour une clé privée ({stream.Length} octets).");
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return Importer(reader.ReadToEnd(), fichier, motDePasse);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClePriveeException($"La clé privée « {fichier} » est introuvable : vérifier le chemin.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ClePriveeException($"La clé privée « {fichier} » ne peut pas être lue : vérifier les droits du fichier.", e);
        }
    }

    /// <param name="pem">The text of a PEM file; blocks that are no private key are skipped.</param>
    /// <param name="nom">How messages call it.</param>
    /// <param name="motDePasse">Of an encrypted key; null when there is none.</param>
    /// <exception cref="ClePriveeException">The key cannot be used; the message says why and what to do.</exception>
    public static ClePrivee Importer(string pem, string nom, string? motDePasse = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var bloc = BlocPem.Chercher(pem, nom);
        var rsa = RSA.Create();
        try
        {
            bloc.ImporterDans(rsa, nom, motDePasse);
            if (rsa.KeySize < LeastBits)
                throw new ClePriveeException(
                    $"La clé privée « {nom} » n'a que {rsa.KeySize} bits : la signature RS512 en demande {LeastBits} au moins.");
            return new ClePrivee(rsa);
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }

    public void Dispose() => _rsa.Dispose();

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512: what a JWT calls RS512.</summary>
    internal byte[] Signer(ReadOnlySpan<byte> octets) => _rsa.SignData(octets, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
}

/// <summary>The private key cannot be used. The message is French and quotes nothing of the key.</summary>
public sealed class ClePriveeException(string message, Exception? innerException = null) : Exception(message, innerException);
