using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>Compares a run with the one before: the lines that gained or lost coverage, and why.</summary>
internal static class Changements
{
    public static IReadOnlyList<ChangementLigne> Entre(IReadOnlyList<ResultatRow> avant, IReadOnlyList<ResultatLigne> apres)
    {
        var anciens = avant.ToDictionary(r => r.Cle, StringComparer.Ordinal);
        var changements = new List<ChangementLigne>();
        foreach (var ligne in apres)
        {
            if (!anciens.Remove(ligne.Ligne.Cle, out var ancien))
                changements.Add(new(ligne.Ligne.Cle, null, ligne.Couverture, "Nouvelle dans le catalogue."));
            else if (CouvertureDe(ancien) is var de && de != ligne.Couverture)
                changements.Add(new(ligne.Ligne.Cle, de, ligne.Couverture, ligne.Explication));
        }

        changements.AddRange(anciens.Values.OrderBy(r => r.Rang)
            .Select(r => new ChangementLigne(r.Cle, CouvertureDe(r), null, "N'est plus dans le catalogue.")));
        return changements;
    }

    private static Couverture CouvertureDe(ResultatRow row) => Enum.Parse<Couverture>(row.Couverture);
}
