namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>What the generator knows of the wishes while it writes the days, and the bounds that it must keep.</summary>
internal sealed class Journal
{
    private readonly List<Evenement> _evenements = [];
    private readonly Dictionary<CleVoeu, Reponse> _voeux = [];
    private readonly HashSet<int> _touches = [];
    private Dictionary<int, int> _departsPossibles = [];

    public List<Etape> Etapes { get; } = [];

    public DateOnly Jour { get; private set; }

    /// <summary>Begins a day; the departures that guard C7 lets pass are counted anew.</summary>
    public void Commencer(DateOnly jour)
    {
        Jour = jour;
        _touches.Clear();
        _evenements.Clear();

        // Rule C7 distrusts a pull that lost more than max(10 %, 5): the scenario stays well below.
        _departsPossibles = _voeux.Values.Where(EstAdmis).GroupBy(v => v.Formation)
            .ToDictionary(g => g.Key, g => Math.Max(4, g.Count() * 7 / 100));
    }

    public void Finir(string titre, TypeEtape type = TypeEtape.Ordinaire, AccidentRecuperation accident = AccidentRecuperation.Aucun) =>
        Etapes.Add(new Etape(titre, Jour, type, [.. _evenements], accident));

    public bool EstLibre(int candidat) => !_touches.Contains(candidat);

    /// <summary>The accepted wishes of a candidate.</summary>
    public IReadOnlyList<Reponse> Admissions(int candidat) => [.. _voeux.Values.Where(v => v.Candidat == candidat && EstAdmis(v))];

    public IEnumerable<Reponse> Voeux => _voeux.Values;

    public void Repondre(Reponse reponse)
    {
        _touches.Add(reponse.Candidat);
        _voeux[reponse.Cle] = reponse;
        _evenements.Add(reponse);
    }

    /// <summary>False when the day has no room left for a departure from this formation.</summary>
    public bool Quitter(Reponse voeu, bool enSilence, DateTime date)
    {
        if (_departsPossibles.GetValueOrDefault(voeu.Formation) == 0)
            return false;

        _departsPossibles[voeu.Formation]--;
        _touches.Add(voeu.Candidat);
        var quitte = voeu with { Situation = 3, Date = date, Perdue = false };
        _voeux[voeu.Cle] = quitte;
        _evenements.Add(enSilence ? new Disparition(voeu.Candidat, voeu.Formation, voeu.Internat) : quitte);
        return true;
    }

    public void Noter(Evenement evenement)
    {
        _touches.Add(evenement.Candidat);
        _evenements.Add(evenement);
    }

    private static bool EstAdmis(Reponse voeu) => voeu.Situation is 1 or 2;
}
