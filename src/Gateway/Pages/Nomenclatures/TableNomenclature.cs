using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Pages.Nomenclatures;

/// <summary>One nomenclature of an établissement: its own entries, those that are shipped, and what is missing.</summary>
/// <param name="Propres">By value; they come before the shipped ones.</param>
/// <param name="Livrees">By value.</param>
public sealed record TableNomenclature(
    string Nom, IReadOnlyList<ValeurManquante> Manquantes, IReadOnlyList<KeyValuePair<string, string>> Propres,
    IReadOnlyList<KeyValuePair<string, string>> Livrees)
{
    private const StringComparison SansCasse = StringComparison.OrdinalIgnoreCase;

    public int CandidatsTouches => Manquantes.Sum(m => m.Candidats);

    /// <summary>Every nomenclature that values are looked up in or that somebody made, those that miss something first.</summary>
    public static IReadOnlyList<TableNomenclature> Toutes(EtablissementDocument document, IReadOnlyList<ValeurManquante> missing) =>
    [
        .. TablesNomenclature.Connues.Concat(NomenclaturesParDefaut.Tables.Keys).Concat(document.Nomenclatures.Keys)
            .Concat(missing.Select(m => m.Table)).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(nom => De(nom, document, missing)).OrderByDescending(table => table.CandidatsTouches),
    ];

    public static TableNomenclature De(string nom, EtablissementDocument document, IReadOnlyList<ValeurManquante> missing) => new(
        document.Nomenclatures.Keys.Concat(TablesNomenclature.Connues).FirstOrDefault(known => known.Equals(nom, SansCasse)) ?? nom,
        [.. missing.Where(m => m.Table.Equals(nom, SansCasse))],
        Of(nom, document.Nomenclatures), Of(nom, NomenclaturesParDefaut.Tables));

    /// <summary>The document with these codes; an empty one takes the entry away, and what is not named stays.</summary>
    public static EtablissementDocument Avec(
        EtablissementDocument document, string nom, IEnumerable<(string Valeur, string Code)> lignes)
    {
        var entries = new Dictionary<string, string>(Of(nom, document.Nomenclatures), StringComparer.OrdinalIgnoreCase);
        foreach (var (valeur, code) in lignes)
            if (code.Length == 0) entries.Remove(valeur);
            else entries[valeur] = code;
        var tables = document.Nomenclatures.Where(t => !t.Key.Equals(nom, SansCasse)).ToDictionary(t => t.Key, t => t.Value);
        if (entries.Count > 0) tables[De(nom, document, []).Nom] = entries;
        return document with { Nomenclatures = tables };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Of(
        string nom, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> tables) =>
    [
        .. tables.Where(t => t.Key.Equals(nom, SansCasse)).SelectMany(t => t.Value)
            .GroupBy(entry => entry.Key.Trim(), StringComparer.OrdinalIgnoreCase)
            .Select(same => KeyValuePair.Create(same.Key, same.Last().Value)).OrderBy(entry => entry.Key, StringComparer.CurrentCulture),
    ];
}
