using System.Globalization;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Pages.Nomenclatures;

/// <summary>The form of a nomenclature: each line a value and its code, as they were typed.</summary>
public sealed class SaisieNomenclature
{
    /// <summary>Lines without a value, for what is added.</summary>
    public const int LignesVides = 3;

    /// <summary>Entries that a form shows; those beyond it go by file, and stay.</summary>
    public const int Most = 1000;

    private SaisieNomenclature(IReadOnlyList<LigneSaisie> lignes) => Lignes = lignes;

    public IReadOnlyList<LigneSaisie> Lignes { get; }

    /// <summary>What is missing first, then what there is, then lines to fill in.</summary>
    public static SaisieNomenclature Of(TableNomenclature table) => new(
    [
        .. table.Manquantes.Select(m => new LigneSaisie(m.Valeur, "", m.Candidats, Nouvelle: false)),
        .. table.Propres.Select(e => new LigneSaisie(e.Key, e.Value, 0, Nouvelle: false)).Take(Most),
        .. Enumerable.Repeat(new LigneSaisie("", "", 0, Nouvelle: true), LignesVides),
    ]);

    /// <summary>What was typed, over the lines of the table as it is.</summary>
    public static SaisieNomenclature Of(IFormCollection form, TableNomenclature table)
    {
        var known = Of(table).Lignes.Where(l => !l.Nouvelle).Select(l => l.Valeur).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var counts = table.Manquantes.ToDictionary(m => m.Valeur, m => m.Candidats, StringComparer.OrdinalIgnoreCase);
        var lines = new List<LigneSaisie>();
        for (var i = 0; form.ContainsKey(NomValeur(i)); i++)
        {
            var valeur = Texte.Net(form[NomValeur(i)].ToString()) ?? "";
            lines.Add(new(valeur, Texte.Net(form[NomCode(i)].ToString()) ?? "", counts.GetValueOrDefault(valeur), !known.Contains(valeur)));
        }

        return new(lines);
    }

    public static string NomValeur(int i) => string.Create(CultureInfo.InvariantCulture, $"valeur.{i}");

    public static string NomCode(int i) => string.Create(CultureInfo.InvariantCulture, $"code.{i}");

    /// <summary>Lines that say something.</summary>
    public IEnumerable<(string Valeur, string Code)> Dites => Lignes.Where(l => l.Valeur.Length > 0).Select(l => (l.Valeur, l.Code));

    public IEnumerable<Erreur> Errors()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, line) in Lignes.Index())
            if (line.Valeur.Length == 0 && line.Code.Length > 0)
                yield return new(NomValeur(i), $"Le code {Cite.De(line.Code)} n'a pas de valeur : indiquer celle de Parcoursup.");
            else if (line.Valeur.Length > 0 && !seen.Add(line.Valeur))
                yield return new(NomValeur(i), $"La valeur {Cite.De(line.Valeur)} est déjà dans la table : n'en garder qu'une ligne.");
    }
}

/// <param name="Candidats">Of how many the value is not handed on.</param>
/// <param name="Nouvelle">Its value can be typed.</param>
public sealed record LigneSaisie(string Valeur, string Code, int Candidats, bool Nouvelle);
