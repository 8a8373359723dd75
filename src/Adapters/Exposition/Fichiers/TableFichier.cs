using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Tableurs;
using TypeCode = Parcoursup.Gateway.Domain.Exposition.TypeCode;

namespace Parcoursup.Gateway.Adapters.Exposition.Fichiers;

/// <summary>
/// A file of rows under its publisher's column names: found by name, never by position, whatever their order, accents and capitals;
/// columns beyond those are ignored; a bad row is named and left out.
/// </summary>
internal sealed class TableFichier : IDisposable
{
    private static readonly OptionsTableur Options = new() { Separateur = ';' };

    private readonly string _nom;
    private readonly Dictionary<string, int> _colonnes = new(StringComparer.Ordinal);
    private readonly IEnumerator<ElementTableur> _elements;
    private readonly List<AvertissementExposition> _avertissements;
    private readonly Dictionary<string, MalFormes> _malFormes = new(StringComparer.Ordinal);
    private LigneTableur _ligne = null!;

    private TableFichier(string nom, IEnumerator<ElementTableur> elements, List<AvertissementExposition> avertissements)
    {
        (_nom, _elements, _avertissements) = (nom, elements, avertissements);
        if (!elements.MoveNext() || elements.Current is not EnteteTableur entete)
        {
            elements.Dispose();
            throw new EntreeRefuseeException($"{nom} : {(elements.Current as RefusTableur)?.Message ?? "fichier vide."}");
        }

        for (var i = 0; i < entete.Libelles.Count; i++) _colonnes.TryAdd(Simple(entete.Libelles[i]), i);
    }

    /// <summary>Number of the row, from 1, with the labels.</summary>
    public int Ligne => _ligne.Ligne;

    /// <exception cref="EntreeRefuseeException">It cannot be read, or lacks a column.</exception>
    public static TableFichier Ouvrir(FileInfo fichier, List<AvertissementExposition> avertissements, params ReadOnlySpan<string> requises)
    {
        byte[] octets;
        try
        {
            octets = File.ReadAllBytes(fichier.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EntreeRefuseeException($"{fichier.Name} : fichier illisible ({failure.Message}).");
        }

        var table = new TableFichier(fichier.Name, LecteurTableur.Read(octets, Options).GetEnumerator(), avertissements);
        foreach (var requise in requises)
            if (!table.Contient(requise))
            {
                table.Dispose();
                throw new EntreeRefuseeException(
                    $"{fichier.Name} : la colonne {requise} manque ; garder les noms de colonnes de l'éditeur, séparés par « ; ».");
            }

        return table;
    }

    /// <summary>Names those columns that are missing, and that nothing can be read from them.</summary>
    public void AvertirDesAbsentes(params ReadOnlySpan<string> attendues)
    {
        var absentes = new List<string>();
        foreach (var attendue in attendues)
            if (!Contient(attendue)) absentes.Add(attendue);
        if (absentes.Count > 0)
            _avertissements.Add(new(null, $"{_nom} : sans colonne {string.Join(", ", absentes)} ; ce qu'elle permet de chercher ne l'est "
                + "pas. Si elle y est sous un autre nom, lui rendre celui de l'éditeur."));
    }

    public bool Contient(string colonne) => _colonnes.ContainsKey(Simple(colonne));

    /// <summary>Ends the reading, wherever it is: others may wait for its place.</summary>
    public void Dispose() => _elements.Dispose();

    /// <summary>The next row that can be read.</summary>
    public bool Suivante()
    {
        while (_elements.MoveNext())
        {
            if (_elements.Current is RefusTableur refus) throw new EntreeRefuseeException($"{_nom} : {refus.Message}");
            _ligne = (LigneTableur)_elements.Current;
            if (_ligne.Defaut is not { } defaut) return true;
            Ecarter(defaut.Colonne is null ? defaut.Message : $"colonne {defaut.Colonne} : {defaut.Message}");
        }

        return false;
    }

    /// <summary>Names the row as left out.</summary>
    public void Ecarter(string motif, string? cle = null) => _avertissements.Add(new(cle, Place(motif + " Ligne laissée de côté.")));

    public void Avertir(string motif, string? cle) => _avertissements.Add(new(cle, Place(motif)));

    /// <summary>A value as people see it; null where it is empty, or R's <c>NA</c>.</summary>
    public string? Texte(string colonne) =>
        _colonnes.TryGetValue(Simple(colonne), out var i) && Domain.Valeurs.Texte.Net(_ligne.Champs[i]) is { } texte && texte != "NA"
            ? texte : null;

    /// <summary>A code: no blank, capitals.</summary>
    public string? Code(string colonne) => Texte(colonne) is { } texte
        ? texte.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() : null;

    /// <summary>
    /// A code of a certification as a column of its kind holds it; what is none is counted, and told by <see cref="Finir"/>.
    /// </summary>
    public string? Code(string colonne, TypeCode type)
    {
        if (Code(colonne) is not { } code || CodeCertification.De(type, code) is not null) return Code(colonne);
        _malFormes[colonne] = _malFormes.TryGetValue(colonne, out var vus) ? vus with { Nombre = vus.Nombre + 1 }
            : new(type, _ligne.Ligne, code, 1);
        return code;
    }

    /// <summary>Tells what was counted.</summary>
    public void Finir()
    {
        foreach (var (colonne, vus) in _malFormes)
            _avertissements.Add(new(null, string.Create(CultureInfo.InvariantCulture,
                $"{_nom}, ligne {vus.Ligne} : colonne {colonne} : {Cite.De(vus.Valeur)} n'est pas un {CodeCertification.NomDe(vus.Type)}")
                + $" ({CodeCertification.LongueurDe(vus.Type)} caractères)"
                + (vus.Nombre == 1 ? " ; " : string.Create(CultureInfo.InvariantCulture, $", ni ceux de {vus.Nombre - 1} autres lignes ; "))
                + "rien n'y répondra. Un tableur a-t-il ôté les zéros du début ?"));
    }

    public int? Nombre(string colonne) => Texte(colonne) is not { } texte ? null
        : NombreRecu.TryParse(texte, out var nombre) ? nombre : Douteux<int>(colonne, texte, "un nombre");

    public DateOnly? Jour(string colonne) => Texte(colonne) is not { } texte ? null
        : DateOnly.TryParseExact(texte, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var rapide) ? rapide
        : DateRecue.TryParseJour(texte, out var jour) ? jour : Douteux<DateOnly>(colonne, texte, "une date (JJ/MM/AAAA)");

    private T? Douteux<T>(string colonne, string texte, string attendu) where T : struct
    {
        Avertir($"colonne {colonne} : {Cite.De(texte)} n'est pas {attendu} ; la valeur est ignorée.", null);
        return null;
    }

    private sealed record MalFormes(TypeCode Type, int Ligne, string Valeur, int Nombre);

    private string Place(string motif) => string.Create(CultureInfo.InvariantCulture, $"{_nom}, ligne {_ligne.Ligne} : {motif}");

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Simples = new(StringComparer.Ordinal);

    private static string Simple(string nom) => Simples.Count > 1000 ? Simplifier(nom) : Simples.GetOrAdd(nom, Simplifier);

    private static string Simplifier(string nom) =>
        string.Concat((Domain.Valeurs.Texte.Net(nom) ?? "").Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToUpperInvariant();
}
