using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Simulators.Fichiers;

namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>
/// Reads a snapshot strictly: hash, size, encoding, columns, dates, count, duplicates. Nothing is believed before all of
/// it was read.
/// </summary>
internal sealed class InstantaneReader(ScolarixOptions options)
{
    private static readonly string[] Obligatoires = [ColonnesScolarix.Numero, "NOM", "PRENOM", "CIVILITE", "DATE_NAISSANCE"];

    /// <summary>The lines by file number.</summary>
    /// <exception cref="ImportRefuse">Something is wrong, said in French.</exception>
    public SortedDictionary<int, IReadOnlyDictionary<string, string>> Read(Manifeste manifeste)
    {
        var nom = manifeste.Fichier;
        var enregistrements = DelimitedRecords.Parse(Decoder(nom, Octets(manifeste)), options.Separateur, crlf: true);
        if (enregistrements.Count == 0)
            throw new ImportRefuse($"{nom} n'a pas d'en-tête");

        VerifierEntete(nom, enregistrements[0]);
        if (enregistrements.Count - 1 != manifeste.Candidats)
            throw new ImportRefuse($"{nom} a {enregistrements.Count - 1} candidats, le manifeste en annonce {manifeste.Candidats}");

        var lignes = new SortedDictionary<int, IReadOnlyDictionary<string, string>>();
        var ines = new HashSet<string>(StringComparer.Ordinal);
        var precedent = 0;
        for (var rang = 1; rang < enregistrements.Count; rang++)
        {
            var ligne = Ligne(nom, rang + 1, enregistrements[rang]);
            var numero = Numero(nom, rang + 1, ligne);
            if (!lignes.TryAdd(numero, ligne))
                throw new ImportRefuse($"{nom}, ligne {rang + 1} : le candidat {numero} figure deux fois");
            if (numero < precedent)
                throw new ImportRefuse($"{nom}, ligne {rang + 1} : les lignes ne suivent pas l'ordre des numéros");
            if (ligne.GetValueOrDefault(ColonnesScolarix.Ine) is { Length: > 0 } ine && !ines.Add(ine))
                throw new ImportRefuse($"{nom}, ligne {rang + 1} : l'INE {ine} figure deux fois");
            precedent = numero;
        }

        return lignes;
    }

    private byte[] Octets(Manifeste manifeste)
    {
        var chemin = Path.Combine(options.Dossier, manifeste.Fichier);
        if (!File.Exists(chemin))
            throw new ImportRefuse($"{manifeste.Fichier} est introuvable à côté de son manifeste");

        var octets = File.ReadAllBytes(chemin);
        if (octets.Length != manifeste.Octets)
            throw new ImportRefuse($"{manifeste.Fichier} est tronqué ou complété : {octets.Length} octets, {manifeste.Octets} annoncés");
        if (Convert.ToHexStringLower(SHA256.HashData(octets)) != manifeste.Sha256)
            throw new ImportRefuse($"{manifeste.Fichier} n'a pas l'empreinte SHA-256 que le manifeste annonce");
        return octets;
    }

    private string Decoder(string nom, byte[] octets)
    {
        // Here and not in a table: code pages other than the preset are registered by need.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encodage = Encoding.GetEncoding(options.Encodage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            var texte = encodage.GetString(octets);
            return texte.StartsWith('\uFEFF') ? throw new ImportRefuse($"{nom} commence par une marque d'ordre des octets") : texte;
        }
        catch (DecoderFallbackException)
        {
            throw new ImportRefuse($"{nom} n'est pas en {options.Encodage}");
        }
    }

    private void VerifierEntete(string nom, string[] entete)
    {
        for (var i = 0; i < Math.Max(entete.Length, options.Colonnes.Count); i++)
        {
            var attendue = i < options.Colonnes.Count ? options.Colonnes[i] : "aucune";
            var trouvee = i < entete.Length ? entete[i] : "aucune";
            if (attendue != trouvee)
                throw new ImportRefuse($"{nom}, colonne {i + 1} : « {trouvee} » au lieu de « {attendue} »");
        }
    }

    private Dictionary<string, string> Ligne(string nom, int rang, string[] valeurs)
    {
        if (valeurs.Length != options.Colonnes.Count)
            throw new ImportRefuse($"{nom}, ligne {rang} : {valeurs.Length} valeurs pour {options.Colonnes.Count} colonnes");

        var ligne = options.Colonnes.Zip(valeurs).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        foreach (var colonne in Obligatoires.Where(c => ligne.TryGetValue(c, out var valeur) && valeur.Length == 0))
            throw new ImportRefuse($"{nom}, ligne {rang} : {colonne} est vide");
        if (ligne.GetValueOrDefault("CIVILITE") is { } civilite && civilite is not ("M" or "MME"))
            throw new ImportRefuse($"{nom}, ligne {rang} : CIVILITE « {civilite} » n'est ni M ni MME");
        if (ligne.GetValueOrDefault("DATE_NAISSANCE") is { } date
            && !DateOnly.TryParseExact(date, options.FormatDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw new ImportRefuse($"{nom}, ligne {rang} : DATE_NAISSANCE « {date} » n'est pas une date au format {options.FormatDate}");
        if (ligne.GetValueOrDefault(ColonnesScolarix.Ine) is { Length: > 0 } ine && (ine.Length != 11 || ine != ine.ToUpperInvariant()))
            throw new ImportRefuse($"{nom}, ligne {rang} : INE « {ine} » n'a pas onze caractères majuscules");
        return ligne;
    }

    private static int Numero(string nom, int rang, Dictionary<string, string> ligne) =>
        int.TryParse(ligne.GetValueOrDefault(ColonnesScolarix.Numero), NumberStyles.None, CultureInfo.InvariantCulture, out var numero)
        && numero > 0
            ? numero
            : throw new ImportRefuse($"{nom}, ligne {rang} : {ColonnesScolarix.Numero} n'est pas un numéro");
}
