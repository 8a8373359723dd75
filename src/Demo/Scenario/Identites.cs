using System.Globalization;

namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Draws people with the names that Apogée's columns are afraid of.</summary>
internal sealed class Identites(Random random)
{
    private const string LettresIne = "ABCDEFGHJK";

    private static readonly string[] Noms =
    [
        "Martin", "Bernard", "Lefèvre", "D'Artagnan", "Nguyễn", "Ben Saïd", "Le Guennec", "Müller", "Garçon", "O'Brien", "Dupont & Fils",
            "N'Diaye",
        "Peña", "L’Hôpital", "Rousseau", "Élie", "Çelik", "Fontaine", "Œuvrard", "Saint-Exupéry", "Da Silva", "Kowalski", "Šimić",
        "Roux \"dit Leroux\"",
    ];

    private static readonly string[] NomsLongs =
    [
        "de la Rochefoucauld-Montmorency de Saint-Hilaire", "Razafindrakotomanantsoavololona-Andriamampionona",
            "Wolfeschlegelsteinhausenbergerdorff Dupuis",
    ];

    private static readonly string[] Prenoms =
    [
        "Zoé", "Léa", "Jean-François", "Inès", "Hugo", "Maël", "Chloé", "Noémie", "Loïc", "Gaëtan", "Aïcha", "Tom", "Anne-Sophie", "Björn",
            "Maëlys", "Émile",
    ];

    private static readonly string[] PrenomsLongs = ["Marie-Antoinette-Joséphine", "Jean-Barthélemy-Emmanuel"];

    public Candidat Tirer(int code)
    {
        var nom = random.Next(40) == 0 ? NomsLongs[random.Next(NomsLongs.Length)] : Noms[random.Next(Noms.Length)];
        var prenom = random.Next(40) == 0 ? PrenomsLongs[random.Next(PrenomsLongs.Length)] : Prenoms[random.Next(Prenoms.Length)];
        // Unique by the number in it, so that nobody is taken for somebody else.
        var ine = random.Next(10) == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"{code:D9}{LettresIne[random.Next(LettresIne.Length)]}{LettresIne[random.Next(LettresIne.Length)]}");
        return new Candidat(
            code, ine, random.Next(2) == 0 ? "F" : "M", nom, prenom, new DateOnly(2008, 1, 1).AddDays(-random.Next(900)),
            random.Next(25) != 0);
    }
}
