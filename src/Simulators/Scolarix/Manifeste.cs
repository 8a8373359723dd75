using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Simulators.Fichiers;

namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>What a manifest says of its snapshot.</summary>
internal sealed partial record Manifeste(int Numero, string Chemin, string Fichier, int Candidats, long Octets, string Sha256)
{
    private static readonly string[] Champs =
    [
        "etablissement", "session", "instantane", "precedent", "genereLe", "encodage", "separateur", "entete", "formatDate",
        "fichier", "candidats", "octets", "sha256",
    ];

    /// <summary>The manifest with the highest number; a file without manifest does not exist.</summary>
    public static string? PlusRecent(ScolarixOptions options) => !Directory.Exists(options.Dossier)
        ? null
        : Directory.EnumerateFiles(options.Dossier, Radical(options) + "*.json").Where(c => NumeroDe(options, c) is not null)
        .MaxBy(c => NumeroDe(options, c));

    /// <exception cref="ImportRefuse">It is not the manifest that this Scolarix was set up for.</exception>
    public static Manifeste Lire(ScolarixOptions options, string chemin)
    {
        var nom = Path.GetFileName(chemin);
        using var json = Parse(chemin, nom);
        var racine = json.RootElement;
        if (racine.ValueKind != JsonValueKind.Object)
            throw new ImportRefuse($"{nom} : le manifeste n'est pas un objet JSON");

        var presents = racine.EnumerateObject().Select(p => p.Name).ToList();
        if (presents.Except(Champs).FirstOrDefault() is { } inconnu)
            throw new ImportRefuse($"{nom} : champ inconnu « {inconnu} »");
        // The first snapshot has no predecessor.
        if (Champs.Except(presents).FirstOrDefault(c => c != "precedent") is { } manquant)
            throw new ImportRefuse($"{nom} : le champ « {manquant} » manque");

        var numero = NumeroDe(options, chemin)!.Value;
        Exiger("etablissement", options.Etablissement);
        Exiger("session", options.Session.ToString(CultureInfo.InvariantCulture));
        Exiger("instantane", numero.ToString(CultureInfo.InvariantCulture));
        Exiger("encodage", options.Encodage);
        Exiger("separateur", options.Separateur.ToString());
        Exiger("entete", "true");
        Exiger("formatDate", options.FormatDate);
        Exiger("fichier", nom[..^".json".Length] + ".csv");
        if (!DateTimeOffset.TryParse(Texte("genereLe"), CultureInfo.InvariantCulture, out _))
            throw new ImportRefuse($"{nom} : genereLe « {Texte("genereLe")} » n'est pas une date");
        return new Manifeste(
            numero, chemin, Texte("fichier"), (int)Nombre("candidats"), Nombre("octets"), Texte("sha256"));

        string Texte(string champ) => racine.GetProperty(champ) is { ValueKind: JsonValueKind.String } texte ? texte.GetString()!
            : racine.GetProperty(champ).GetRawText();

        long Nombre(string champ) => racine.GetProperty(champ) is { ValueKind: JsonValueKind.Number } valeur
            && valeur.TryGetInt64(out var nombre)
            ? nombre
            : throw new ImportRefuse($"{nom} : {champ} n'est pas un nombre");

        void Exiger(string champ, string attendu)
        {
            if (Texte(champ) != attendu)
                throw new ImportRefuse($"{nom} : {champ} vaut « {Texte(champ)} », attendu « {attendu} »");
        }
    }

    private static JsonDocument Parse(string chemin, string nom)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(chemin));
        }
        catch (JsonException)
        {
            throw new ImportRefuse($"{nom} : le manifeste n'est pas du JSON");
        }
    }

    private static string Radical(ScolarixOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"scolarix_{options.Etablissement}_{options.Session}_");

    private static int? NumeroDe(ScolarixOptions options, string chemin) =>
        Path.GetFileNameWithoutExtension(chemin)[Radical(options).Length..] is var fin && SixChiffres().IsMatch(fin)
        ? int.Parse(fin, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"^\d{6}\z")]
    private static partial Regex SixChiffres();
}
