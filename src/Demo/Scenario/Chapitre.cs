namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>What one part of the scenario adds to the days, and the people in it.</summary>
internal sealed class Chapitre
{
    private readonly Dictionary<DateOnly, List<Evenement>> _evenements = [];
    private readonly Dictionary<DateOnly, List<GesteFregata>> _gestes = [];
    private readonly List<Candidat> _candidats = [];
    private readonly HashSet<int> _refuses = [];

    public IReadOnlyList<Candidat> Candidats => _candidats;

    /// <summary>Whose feedback Parcoursup refuses.</summary>
    public IReadOnlySet<int> Refuses => _refuses;

    public Candidat Ajouter(Candidat candidat)
    {
        _candidats.Add(candidat);
        return candidat;
    }

    public void Refuser(int candidat) => _refuses.Add(candidat);

    public void Noter(DateOnly jour, params IEnumerable<Evenement> evenements) => Liste(_evenements, jour).AddRange(evenements);

    public void Faire(DateOnly jour, params IEnumerable<GesteFregata> gestes) => Liste(_gestes, jour).AddRange(gestes);

    /// <summary>The day with what this chapter adds.</summary>
    public Etape Completer(Etape etape) => etape with
    {
        Evenements = [.. etape.Evenements, .. _evenements.GetValueOrDefault(etape.Jour) ?? []],
        Fregata = [.. etape.Fregata, .. _gestes.GetValueOrDefault(etape.Jour) ?? []],
    };

    private static List<T> Liste<T>(Dictionary<DateOnly, List<T>> jours, DateOnly jour) =>
        jours.TryGetValue(jour, out var liste) ? liste : jours[jour] = [];
}
