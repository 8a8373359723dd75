namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>A line whose coverage is not what it was.</summary>
/// <param name="De">Null for a line that the last run did not have.</param>
/// <param name="Vers">Null for a line that the catalogue has no more.</param>
public sealed record ChangementLigne(string Cle, Couverture? De, Couverture? Vers, string Motif);

/// <summary>A run that would lose more covered lines than can be believed waits for a person.</summary>
public static class GardeAppariement
{
    /// <summary>Lost lines that are never held, however few are covered.</summary>
    public const int PerteToleree = 100;

    private const double PartToleree = 0.05;

    /// <param name="avant">Covered lines of the last run.</param>
    /// <param name="perdues">Those of them that are not covered any more.</param>
    /// <returns>Why the run is held, in French; null when it is not.</returns>
    public static string? Motif(int avant, int perdues)
    {
        var seuil = Math.Max(avant * PartToleree, PerteToleree);
        return perdues <= seuil ? null
            : FormattableString.Invariant(
                $"{perdues} lignes couvertes sur {avant} ne le seraient plus, plus que le maximum de {Math.Floor(seuil):0} : vérifier les ")
                + "nomenclatures, le catalogue et l'API, puis relancer avec --confirmer si ces pertes sont voulues.";
    }
}
