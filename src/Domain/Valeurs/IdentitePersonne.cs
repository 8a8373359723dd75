using System.Collections.Frozen;
using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Who somebody is, as far as two records can be compared by it (rules A5, K2).</summary>
public sealed record IdentitePersonne(string? Nom, string? Prenom, DateOnly? DateNaissance)
{
    private static readonly FrozenSet<string> Particules = FrozenSet.Create(StringComparer.Ordinal,
        "DE", "DU", "DES", "D", "LA", "LE", "LES", "L", "VAN", "VON", "DER", "DEN", "DA", "DI", "DO", "DOS", "DAS", "EL", "AL", "Y", "E",
        "ET");

    public static IdentitePersonne Of(Candidat candidat)
    {
        ArgumentNullException.ThrowIfNull(candidat);
        return new(candidat.Nom, candidat.Prenom, candidat.DateNaissance);
    }

    /// <summary>
    /// The same for all spellings of one person: without accents, case, blanks, hyphens and particles. Null without name or birth
    /// date: too little to take two for one.
    /// </summary>
    public string? Cle
    {
        get
        {
            var (nom, prenom) = (string.Concat(NomDeFamille), string.Concat(Lettres.Mots(Prenom)));
            return nom.Length == 0 || prenom.Length == 0 || DateNaissance is not { } day ? null
                : $"{nom}\n{prenom}\n{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>
    /// Rule K2: names and birth dates differ. One of the two alone may be a correction, a typing error or a name by marriage; what is
    /// missing, or stands within the other (Dupont, Dupont-Martin), does not differ.
    /// </summary>
    public bool NePeutEtre(IdentitePersonne autre)
    {
        ArgumentNullException.ThrowIfNull(autre);
        return DateNaissance is { } mine && autre.DateNaissance is { } theirs && mine != theirs
            && (Differ(NomDeFamille, autre.NomDeFamille) || Differ(Lettres.Mots(Prenom), Lettres.Mots(autre.Prenom)));
    }

    /// <summary>
    /// Whether names and birth date tell that the other is the same person: one date, and names of which neither differs. Where a date is
    /// missing, the very same names in any spelling.
    /// </summary>
    public bool EstAussi(IdentitePersonne autre)
    {
        ArgumentNullException.ThrowIfNull(autre);
        var (nom, prenom, sonNom, sonPrenom) = (NomDeFamille, Lettres.Mots(Prenom), autre.NomDeFamille, Lettres.Mots(autre.Prenom));
        if (nom.Count == 0 || prenom.Count == 0 || sonNom.Count == 0 || sonPrenom.Count == 0) return false;
        return DateNaissance is { } mine && autre.DateNaissance is { } theirs
            ? mine == theirs && !Differ(nom, sonNom) && !Differ(prenom, sonPrenom)
            : string.Concat(nom) == string.Concat(sonNom) && string.Concat(prenom) == string.Concat(sonPrenom);
    }

    /// <summary>For a message: Emma Barbier, née le 01/02/2008.</summary>
    public string EnClair => $"{Texte.Net(Prenom)} {Texte.Net(Nom)}".Trim()
        + (DateNaissance is { } day ? $", naissance le {day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}" : "");

    private IReadOnlyList<string> NomDeFamille
    {
        get
        {
            var words = Lettres.Mots(Nom);
            return words.Where(w => !Particules.Contains(w)).ToList() is { Count: > 0 } own ? own : words;
        }
    }

    private static bool Differ(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        string.Concat(one) != string.Concat(other) && !one.All(other.Contains) && !other.All(one.Contains);
}
