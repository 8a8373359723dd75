using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Both names of a person: one alone is a neighbour's too, and both may be a namesake's.</summary>
/// <param name="Homonyme">There is one: then the names count beside the birth date only.</param>
internal sealed record NomsDits(string Nom, string Prenom, DateOnly? Naissance, bool Homonyme)
{
    private readonly string _nom = string.Concat(Lettres.Mots(Nom));
    private readonly string _prenom = string.Concat(Lettres.Mots(Prenom));

    public IdentitePersonne Identite { get; } = new(Nom, Prenom, Naissance);

    /// <summary>Whether a text names her: both names as whole words of what it says, and no birth date of another one.</summary>
    public bool Dans(string texte) => SontDansLesMots(TexteLu.Mots(texte)) && TexteLu.Naissances(texte) is var dites
        && (Naissance is not { } day || dites.Count == 0 || dites.Contains(day))
        && (!Homonyme || (Naissance is { } hers && TexteLu.Dit(texte, hers)));

    /// <summary>Whether the one of whom a text speaks field by field is she.</summary>
    public bool SontCeuxDe(IdentitePersonne lue) =>
        Homonyme ? Identite.Cle is { } cle && cle == lue.Cle : Identite.EstAussi(lue);

    /// <summary>Whether a text that names this other one by her names alone would be taken for one that names her.</summary>
    public bool PrisPourCeuxDe(IdentitePersonne autre) =>
        SontDansLesMots([.. Lettres.Mots(autre.Nom), .. Lettres.Mots(autre.Prenom)]) || Identite.EstAussi(autre);

    // A letter alone is any word; one word is not both names.
    private bool SontDansLesMots(IReadOnlyList<string> mots)
    {
        if (_nom.Length < 2 || _prenom.Length < 2) return false;
        var noms = Places(mots, _nom).ToList();
        return noms.Count > 0
            && Places(mots, _prenom).Any(prenom => noms.Any(nom => nom.Fin <= prenom.Debut || prenom.Fin <= nom.Debut));
    }

    // Jean-Pierre, JEAN PIERRE and JEANPIERRE are one.
    private static IEnumerable<(int Debut, int Fin)> Places(IReadOnlyList<string> mots, string nom)
    {
        for (var debut = 0; debut < mots.Count; debut++)
        {
            var lu = 0;
            for (var fin = debut; fin < mots.Count && string.CompareOrdinal(nom, lu, mots[fin], 0, mots[fin].Length) == 0; fin++)
                if ((lu += mots[fin].Length) == nom.Length)
                {
                    yield return (debut, fin + 1);
                    break;
                }
        }
    }
}
