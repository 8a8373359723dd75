using System.Security.Cryptography;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>The block of a PEM text that holds an RSA private key.</summary>
internal sealed class BlocPem
{
    private const string Pkcs8 = "PRIVATE KEY";
    private const string Pkcs1 = "RSA PRIVATE KEY";
    private const string Chiffre = "ENCRYPTED PRIVATE KEY";

    private const string Attendu = "un fichier PEM qui contient « -----BEGIN PRIVATE KEY----- » ou « -----BEGIN RSA PRIVATE KEY----- »";

    private readonly string _label;
    private readonly string _pem;

    private BlocPem(string label, string pem) => (_label, _pem) = (label, pem);

    /// <exception cref="ClePriveeException">There is none; the message says what is there instead.</exception>
    public static BlocPem Chercher(string texte, string nom)
    {
        var labels = new List<string>();
        var reste = texte.AsSpan();
        while (PemEncoding.TryFind(reste, out var champs))
        {
            var label = reste[champs.Label].ToString();
            if (label is Pkcs8 or Pkcs1 or Chiffre) return new BlocPem(label, reste[champs.Location].ToString());
            labels.Add(label);
            reste = reste[champs.Location.End..];
        }

        throw new ClePriveeException($"{Pourquoi(texte, nom, labels)} Il faut {Attendu}.");
    }

    public void ImporterDans(RSA rsa, string nom, string? motDePasse)
    {
        if (_label == Chiffre && string.IsNullOrEmpty(motDePasse))
            throw new ClePriveeException(
                $"La clé privée « {nom} » est chiffrée par un mot de passe, qui n'est pas donné : la déchiffrer "
                + "(openssl pkcs8 -in … -out …) dans un dossier que seul ce compte peut lire.");
        try
        {
            if (_label == Chiffre) rsa.ImportFromEncryptedPem(_pem, motDePasse);
            else rsa.ImportFromPem(_pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ClePriveeException(_label switch
            {
                Chiffre => $"La clé privée « {nom} » ne se déchiffre pas : mot de passe faux, ou clé qui n'est pas une clé RSA.",
                Pkcs8 => $"La clé privée « {nom} » n'est pas une clé RSA, ou elle est abîmée : Parcoursup demande une clé RSA.",
                _ => $"La clé privée « {nom} » est abîmée : son contenu n'est pas celui d'une clé RSA.",
            }, e);
        }
    }

    private static string Pourquoi(string texte, string nom, List<string> labels)
    {
        if (string.IsNullOrWhiteSpace(texte)) return $"Le fichier de la clé privée « {nom} » est vide.";
        if (texte.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            return $"La clé privée « {nom} » est chiffrée sous une forme ancienne : la convertir "
                + "(openssl pkcs8 -topk8 -nocrypt -in … -out …).";
        if (labels.Any(l => l.StartsWith("EC ", StringComparison.Ordinal)))
            return $"La clé privée « {nom} » est une clé à courbe elliptique (EC) : Parcoursup demande une clé RSA.";
        if (labels.Any(l => l.StartsWith("OPENSSH", StringComparison.Ordinal)))
            return $"La clé privée « {nom} » est une clé OpenSSH : la convertir (ssh-keygen -p -m PEM -f …).";
        if (labels.Any(l => l.EndsWith("PUBLIC KEY", StringComparison.Ordinal)))
            return $"Le fichier « {nom} » contient une clé publique : il faut la clé privée qui lui correspond.";
        if (labels.Any(l => l.Contains("CERTIFICATE", StringComparison.Ordinal)))
            return $"Le fichier « {nom} » contient un certificat sans clé privée.";
        if (texte[0] == '0')
            return $"Le fichier « {nom} » semble au format DER ou PKCS#12 : le convertir en PEM (openssl pkey -inform DER -in … -out …).";
        return texte.Contains("-----BEGIN", StringComparison.Ordinal)
            ? $"La clé privée « {nom} » est abîmée ou incomplète : la ligne « -----END » manque, ou le contenu n'est pas du base64."
            : $"Le fichier « {nom} » n'est pas une clé au format PEM.";
    }
}
