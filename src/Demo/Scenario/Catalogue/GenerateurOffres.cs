using System.Globalization;

namespace Parcoursup.Gateway.Demo.Scenario.Catalogue;

/// <summary>
/// A catalogue of any size: real proportions, and the traps that the real one was seen to set. Each formation is drawn by itself from
/// seed and place, so that a larger catalogue begins with the smaller one.
/// </summary>
/// <param name="annee">The year in which the campaign began.</param>
internal sealed class GenerateurOffres(int graine, int annee)
{
    private const string Controle = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /// <summary>The thirty académies.</summary>
    public static readonly IReadOnlyList<int> Academies =
        [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 27, 28, 31, 32, 33, 43, 70];

    public IEnumerable<OffreFormation> Generer(int nombre) => Enumerable.Range(0, nombre).Select(Une);

    /// <summary>The formation of this place.</summary>
    public OffreFormation Une(int rang)
    {
        // The golden ratio parts neighbours; Random alone would draw alike for seeds that follow each other.
        var hasard = new Random(unchecked((int)((uint)rang * 2654435769u) ^ graine));
        var diplome = Diplome.De(hasard.Next(1000));
        var academie = Academies[hasard.Next(Academies.Count)];
        var specialite = diplome.Specialites[hasard.Next(diplome.Specialites.Length)];
        var offre = new OffreFormation
        {
            Cle = Cle(rang),
            Niveau = diplome.Niveau,
            Diplome = diplome.Libelle,
            Intitule = $"{specialite} ({diplome.Libelle})",
            LibelleCourt = specialite,
            NiveauFormationDiplome = $"{diplome.Niveau[0]}{diplome.Prefixe}",
            Cfd = Code(diplome.Prefixe, hasard, 8),
            InscritDeDroit = diplome.DeDroit,
            RncpCode = SurCent(hasard, 95) ? $"RNCP{hasard.Next(1000, 41_000)}" : null,
            Nsf = Code("3", hasard, 3),
            Mefs = [.. Enumerable.Range(0, hasard.Next(4)).Select(_ => Mef(hasard))],
            Duree = SurCent(hasard, 85) ? diplome.Duree : "1",
            Annee = Parmi(hasard, ("1", 56), ("2", 20), ("3", 5), ("9", 8), ("X", 11)),
            Academie = academie,
            Sessions = Sessions(hasard),
            Uai = SurCent(hasard, 98) ? Uai(academie, hasard) : "",
            Published = SurCent(hasard, 97),
            CataloguePublished = SurCent(hasard, 91),
            Forcee = SurCent(hasard, 2),
        };
        return Certifier(offre, hasard);
    }

    private OffreFormation Certifier(OffreFormation offre, Random hasard)
    {
        offre = offre with
        {
            CfdPerime = SurCent(hasard, 4), CfdFermeture = Fin(hasard), RncpActif = SurCent(hasard, 93), RncpPerime = SurCent(hasard, 3),
            RncpFin = Fin(hasard), CfdEntree = SurCent(hasard, 6) ? Code("320", hasard, 8) : null,
        };
        // A diploma by law whose CFD has closed, beside a sheet that is active for years: it is out all the same.
        return offre.InscritDeDroit && SurCent(hasard, 3)
            ? offre with
            {
                CfdFermeture = new DateOnly(annee - 1, 8, 31), CfdPerime = false, RncpActif = true, RncpPerime = false,
                RncpFin = new DateOnly(annee + 3, 8, 31),
            }
            : offre;
    }

    /// <summary>Most have none or years to go; some end on the last day that is too early, some on the first that is not.</summary>
    private DateOnly? Fin(Random hasard) => hasard.Next(100) switch
    {
        < 42 => null,
        < 46 => new DateOnly(annee + 1, 8, 31),
        < 50 => new DateOnly(annee + 1, 9, 1),
        < 55 => new DateOnly(annee, 12, 31),
        _ => new DateOnly(annee + 2 + hasard.Next(4), 1 + hasard.Next(12), 1 + hasard.Next(28)),
    };

    private List<DateOnly> Sessions(Random hasard) => hasard.Next(100) switch
    {
        < 80 => [new DateOnly(annee + 1, 9, 1 + hasard.Next(28)), new DateOnly(annee, 9, 1 + hasard.Next(28))],
        < 84 => [new DateOnly(annee + 1, 8, 1)],
        < 87 => [new DateOnly(annee + 2, 7, 31)],
        // One too early and one too late: neither is within both bounds.
        < 91 => [new DateOnly(annee + 1, 7, 31), new DateOnly(annee + 2, 8, 1)],
        < 97 => [new DateOnly(annee, 9, 1 + hasard.Next(28))],
        _ => [],
    };

    private static string Cle(int rang) => string.Create(CultureInfo.InvariantCulture,
        $"{rang % 1_000_000:000000}P0121{rang:00000000}{rang * 7L % 100_000_000:00000000}-{rang % 97_000 + 1000:00000}#L01");

    private static string Uai(int academie, Random hasard)
    {
        var numero = academie * 10_000 + hasard.Next(10_000);
        return string.Create(CultureInfo.InvariantCulture, $"{numero:0000000}{Controle[numero % 23]}");
    }

    // Few enough that some are on the list of those that Parcoursup knows, and some twice.
    private static string Mef(Random hasard) => string.Create(CultureInfo.InvariantCulture, $"31123{hasard.Next(400):000}21");

    private static string Code(string debut, Random hasard, int longueur)
    {
        var code = debut;
        while (code.Length < longueur) code += (char)('0' + hasard.Next(10));
        return code;
    }

    private static bool SurCent(Random hasard, int pourcent) => hasard.Next(100) < pourcent;

    private static string Parmi(Random hasard, params (string Valeur, int Poids)[] choix)
    {
        var part = hasard.Next(choix.Sum(c => c.Poids));
        foreach (var (valeur, poids) in choix)
            if ((part -= poids) < 0)
                return valeur;
        return choix[^1].Valeur;
    }
}
