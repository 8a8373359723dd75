using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>A rule's own condition: one criterion, or several joined by ET or OU.</summary>
public abstract record Condition
{
    private protected Condition() { }

    public abstract bool Tient(FormationCatalogue formation);
}

/// <summary>Criteria joined by a word; without any it holds.</summary>
public sealed record GroupeCriteres(bool Tous, IReadOnlyList<Condition> Criteres) : Condition
{
    public override bool Tient(FormationCatalogue formation)
    {
        if (Criteres.Count == 0) return true;
        foreach (var criterion in Criteres)
            if (criterion.Tient(formation) != Tous)
                return !Tous;
        return Tous;
    }
}

/// <summary>
/// One criterion. Of a list one item is enough; the operators that deny hold when no item does what they deny. Case does not matter,
/// except in a regular expression.
/// </summary>
public sealed record Critere : Condition
{
    private static readonly Dictionary<string, (Operateur Operateur, bool Nie)> Operateurs = new(StringComparer.Ordinal)
    {
        ["egal a"] = (Catalogue.Operateur.Egal, false), ["different de"] = (Catalogue.Operateur.Egal, true),
        ["contient"] = (Catalogue.Operateur.Contient, false), ["ne contient pas"] = (Catalogue.Operateur.Contient, true),
        ["commence par"] = (Catalogue.Operateur.Commence, false), ["termine par"] = (Catalogue.Operateur.Termine, false),
        ["regexp"] = (Catalogue.Operateur.Regexp, false),
    };

    private static readonly Dictionary<string, Func<FormationCatalogue, IReadOnlyList<string?>>> Lectures = new(StringComparer.Ordinal)
    {
        ["intitule_long"] = f => [f.IntituleLong], ["libelle_court"] = f => [f.LibelleCourt],
        ["niveau_formation_diplome"] = f => [f.NiveauFormationDiplome], ["bcn_mefs_10.mef10"] = f => f.Mefs,
        ["rncp_code"] = f => [f.RncpCode], ["rncp_details.nsf_code"] = f => f.Nsf, ["cfd"] = f => [f.Cfd],
    };

    private readonly Func<FormationCatalogue, IReadOnlyList<string?>> _lire;
    private readonly Operateur _operateur;
    private readonly bool _nie;
    private readonly Regex? _motif;

    private Critere(string champ, string operateur, string valeur, (Operateur, bool) sens, Regex? motif)
    {
        (Champ, NomOperateur, Valeur, _motif) = (champ, operateur, valeur, motif);
        (_operateur, _nie) = sens;
        _lire = Lectures[champ];
    }

    public static IReadOnlyCollection<string> TousChamps => Lectures.Keys;

    public static IReadOnlyList<string> TousOperateurs { get; } =
        ["égal à", "différent de", "contient", "ne contient pas", "commence par", "termine par", "regexp"];

    public static string Champs { get; } = string.Join(", ", Lectures.Keys);

    public static string NomsOperateurs { get; } = string.Join(", ", TousOperateurs);

    public string Champ { get; }
    public string NomOperateur { get; }
    public string Valeur { get; }

    /// <returns>Null, and why, when a part is not on its closed list.</returns>
    public static Critere? Lire(string? champ, string? operateur, string? valeur, out (string Champ, string Motif) refus)
    {
        refus = default;
        if (champ is null || !Lectures.ContainsKey(champ.Trim()))
        {
            refus = ("champ", $"{Valeurs.Cite.De(champ)} n'est pas un champ permis : {Champs}.");
            return null;
        }

        if (operateur is null || !Operateurs.TryGetValue(Statuts.Pli(operateur), out var sense))
        {
            refus = ("operateur", $"{Valeurs.Cite.De(operateur)} n'est pas un opérateur : {NomsOperateurs}.");
            return null;
        }

        if (string.IsNullOrEmpty(valeur))
        {
            refus = ("valeur", "Indiquer la valeur à comparer.");
            return null;
        }

        Regex? pattern = null;
        if (sense.Operateur == Catalogue.Operateur.Regexp && (pattern = MotifBorne.Lire(valeur, out var wrong)) is null)
        {
            refus = ("valeur", wrong!);
            return null;
        }

        return new Critere(champ.Trim(), operateur.Trim(), valeur, sense, pattern);
    }

    public override bool Tient(FormationCatalogue formation)
    {
        foreach (var value in _lire(formation))
            if (value is not null && Compare(value))
                return !_nie;
        return _nie;
    }

    private bool Compare(string value) => _operateur switch
    {
        Operateur.Egal => value.Equals(Valeur, StringComparison.OrdinalIgnoreCase),
        Operateur.Contient => value.Contains(Valeur, StringComparison.OrdinalIgnoreCase),
        Operateur.Commence => value.StartsWith(Valeur, StringComparison.OrdinalIgnoreCase),
        Operateur.Termine => value.EndsWith(Valeur, StringComparison.OrdinalIgnoreCase),
        _ => MotifBorne.Trouve(_motif!, value),
    };
}

/// <summary>What a criterion compares by.</summary>
internal enum Operateur
{
    Egal,
    Contient,
    Commence,
    Termine,
    Regexp,
}
