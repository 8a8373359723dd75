namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>Lines of one type of diploma, way and scope.</summary>
public sealed record LigneRapport(
    string Type, string Filiere, bool? Scope, int Total, int Couvert, int SousLeSeuil, int NonCouvert,
    IReadOnlyDictionary<RaisonNonCouvert, int> Raisons, int Parametrees);

/// <summary>What a step of the matching adds.</summary>
/// <param name="Cumul">Lines covered by this step and those before it.</param>
public sealed record GainEtape(string Etape, int Gain, int Cumul);

/// <summary>Coverage of a whole run; every count adds up.</summary>
public sealed record RapportAppariement(
    int Total, int Couvert, int SousLeSeuil, int NonCouvert, IReadOnlyList<LigneRapport> Lignes,
    IReadOnlyDictionary<RaisonNonCouvert, int> Raisons, IReadOnlyList<GainEtape> Gains)
{
    private static readonly string[] Etapes =
    [
        "encodage", "codes du catalogue", "codes anciens et nouveaux", "UAI mère", "rncp", "ideo", "rco", "inverse",
    ];

    public static RapportAppariement De(IReadOnlyCollection<ResultatLigne> resultats)
    {
        ArgumentNullException.ThrowIfNull(resultats);
        var lignes = resultats.GroupBy(r => (r.Ligne.Type, r.Ligne.Filiere, r.Scope))
            .OrderBy(g => g.Key.Type, StringComparer.Ordinal).ThenBy(g => g.Key.Filiere, StringComparer.Ordinal).ThenBy(g => g.Key.Scope)
            .Select(g => new LigneRapport(g.Key.Type, g.Key.Filiere, g.Key.Scope, g.Count(), Nombre(g, Couverture.Couvert),
                Nombre(g, Couverture.SousLeSeuil), Nombre(g, Couverture.NonCouvert), RaisonsDe(g),
                g.Count(r => r.Ligne.Parametree is { } p && !p.StartsWith("Non", StringComparison.OrdinalIgnoreCase))))
            .ToList();
        return new RapportAppariement(resultats.Count, lignes.Sum(l => l.Couvert), lignes.Sum(l => l.SousLeSeuil),
            lignes.Sum(l => l.NonCouvert), lignes, RaisonsDe(resultats), GainsDe(resultats));
    }

    // A covered line belongs to the step without which it would not be.
    private static List<GainEtape> GainsDe(IEnumerable<ResultatLigne> resultats)
    {
        var parEtape = resultats.Where(r => r.Couverture == Couverture.Couvert).CountBy(r => EtapeDe(r.Insertion!.Question))
            .ToDictionary(p => p.Key, p => p.Value);
        var (gains, cumul) = (new List<GainEtape>(), 0);
        foreach (var etape in Etapes)
        {
            var gain = parEtape.GetValueOrDefault(etape);
            gains.Add(new GainEtape(etape, gain, cumul += gain));
        }

        return gains;
    }

    private static string EtapeDe(QuestionLigne question) => question.Candidat switch
    {
        { Methode: Methode.Encodage } => Etapes[0],
        { Inverse: true } => Etapes[7],
        { Methode: Methode.Rncp or Methode.Ideo or Methode.Rco } c => c.Methode.Mot(),
        _ when question.Uai!.Value.Source == SourceUai.Mere => Etapes[3],
        { Anciennete: not Anciennete.Self } => Etapes[2],
        _ => Etapes[1],
    };

    private static int Nombre(IEnumerable<ResultatLigne> resultats, Couverture couverture) =>
        resultats.Count(r => r.Couverture == couverture);

    private static SortedDictionary<RaisonNonCouvert, int> RaisonsDe(IEnumerable<ResultatLigne> resultats) =>
        new(resultats.Where(r => r.Raison is not null).CountBy(r => r.Raison!.Value).ToDictionary(p => p.Key, p => p.Value));
}
