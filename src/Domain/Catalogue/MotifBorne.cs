using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>
/// Regular expressions whose time is bounded by how they are made: they never go back in the text, so a night lasts as long whatever
/// somebody wrote into a rule. What could only be found by going back is refused when the rule is read.
/// </summary>
internal static class MotifBorne
{
    private const int PlusLong = 300;
    private static readonly TimeSpan Limite = TimeSpan.FromSeconds(1);

    public static Regex? Lire(string texte, out string? refus)
    {
        refus = null;
        if (texte.Length > PlusLong)
        {
            refus = $"L'expression a {texte.Length} caractères : {PlusLong} au plus.";
            return null;
        }

        try
        {
            return new Regex(texte, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Limite);
        }
        catch (NotSupportedException)
        {
            refus = $"{Cite.De(texte)} contient un regard en avant ou en arrière, ou un renvoi : leur durée ne peut pas être bornée ; "
                + "écrire plusieurs critères.";
        }
        catch (ArgumentException)
        {
            refus = $"{Cite.De(texte)} n'est pas une expression régulière : vérifier parenthèses, crochets et répétitions.";
        }

        return null;
    }

    // A value that takes longer than the limit, which a linear search does not, is not found.
    public static bool Trouve(Regex motif, string valeur)
    {
        try
        {
            return motif.IsMatch(valeur);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
