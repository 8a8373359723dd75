namespace Parcoursup.Gateway.Demo.Scenario.Catalogue;

/// <summary>The catalogue's part of the scenario: a campaign, the scope, and the feed of each night.</summary>
internal sealed class ScenarioCatalogue
{
    public const int Annee = 2025;

    private readonly GenerateurOffres _generateur;
    private readonly int _nombre;

    public ScenarioCatalogue(int nombre, int graine)
    {
        (_nombre, _generateur) = (nombre, new GenerateurOffres(graine, Annee));
        Regles = Perimetre.Generer(60, graine);
        Initial = [.. _generateur.Generer(nombre).Select(Reprendre)];
    }

    public static DateOnly Ouverture { get; } = new(2025, 9, 10);

    public static DateOnly PremiereNuit { get; } = new(2026, 2, 9);

    public static DateOnly DeuxiemeNuit { get; } = new(2026, 2, 10);

    /// <summary>That of the broken feed.</summary>
    public static DateOnly NuitCassee { get; } = new(2026, 2, 11);

    public static DateOnly TroisiemeNuit { get; } = new(2026, 2, 12);

    public static DateOnly DerniereNuit { get; } = new(2026, 2, 13);

    public IReadOnlyList<ReglePerimetre> Regles { get; }

    /// <summary>The feed of the first night, with what the former system said.</summary>
    public IReadOnlyList<OffreFormation> Initial { get; }

    /// <summary>MEF that Parcoursup knows: half of those that there are.</summary>
    public IReadOnlyList<string> Mefs { get; } = [.. Enumerable.Range(0, 200).Select(i => $"31123{i * 2:000}21")];

    /// <summary>
    /// The day after: some leave the feed, some are published no longer, some lose their certification, some are new, and some of these
    /// replace one that has left.
    /// </summary>
    /// <param name="remplacees">Formations that new ones replace.</param>
    /// <param name="perimees">Formations whose certification ends, by their key.</param>
    public IReadOnlyList<OffreFormation> Lendemain(IReadOnlyList<string> remplacees, IReadOnlySet<string> perimees)
    {
        var gardees = Initial.Where((offre, rang) => rang % 211 != 7 && !remplacees.Contains(offre.Cle)).Select((offre, rang) => offre with
        {
            Repris = null,
            Published = offre.Published && rang % 97 != 5,
            CfdPerime = offre.CfdPerime || perimees.Contains(offre.Cle),
            RncpPerime = offre.RncpPerime || perimees.Contains(offre.Cle),
        });
        var nouvelles = Enumerable.Range(0, 20).Select(i => _generateur.Une(_nombre + i)).Select((offre, i) =>
            i < remplacees.Count ? offre with { Remplace = [remplacees[i]] } : offre);
        return Melanger([.. gardees, .. nouvelles]);
    }

    /// <summary>February 2026: half of the rows are no longer published.</summary>
    public static IReadOnlyList<OffreFormation> Casser(IReadOnlyList<OffreFormation> flux) =>
        [.. flux.Select((offre, rang) => rang % 2 == 0 ? offre with { CataloguePublished = false, Forcee = false } : offre)];

    /// <summary>The MOSS submits one more diploma to the rector, and an académie decides otherwise.</summary>
    public IReadOnlyList<ReglePerimetre> AutresRegles() => [.. Regles.Select(r => r.Id == "R001" ? r with
    {
        Statut = ReglePerimetre.Recteur,
        Academies = new Dictionary<int, string> { [10] = ReglePerimetre.APublier, [1] = ReglePerimetre.Habilitation },
    } : r)];

    // As a former system leaves it: a tenth is published, some by its old names, a few without the id that they should have.
    private static OffreFormation Reprendre(OffreFormation offre, int rang) => (rang % 100) switch
    {
        < 10 => offre with { Repris = new StatutRepris("publié", $"{20_000 + rang}") },
        10 => offre with { Repris = new StatutRepris("publié") },
        11 or 12 => offre with { Repris = new StatutRepris("non publié") },
        13 => offre with { Repris = new StatutRepris("hors périmètre") },
        14 when rang % 300 == 14 => offre with { Repris = new StatutRepris("en attente de publication", null, "moss@example.org") },
        15 => offre with { Repris = new StatutRepris("fermé") },
        16 => offre with { Repris = new StatutRepris("non intégrable") },
        _ => offre,
    };

    // The order of the rows must not matter.
    private static OffreFormation[] Melanger(OffreFormation[] offres)
    {
        new Random(offres.Length).Shuffle(offres);
        return offres;
    }
}
