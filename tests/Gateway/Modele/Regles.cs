namespace Parcoursup.Gateway.Gateway.Tests.Modele;

/// <summary>What the source says of a wish, and of its candidate, at one moment.</summary>
/// <param name="Naissance">Day of February on which he was born: the identity, and its version.</param>
internal sealed record Dit(int Candidat, int Formation, int Situation, DateTime? Reponse, int Naissance);

/// <summary>
/// The rules, written a second time and as simply as they can be said: what the gateway should come to, from what arrived in which
/// order. It shares no code with what it judges.
/// </summary>
internal sealed class Regles
{
    private static readonly DateTime Publication = new(2026, 7, 7);

    private readonly Dictionary<(int Candidat, int Formation), Voeu> _voeux = [];
    private readonly Dictionary<int, (int Naissance, DateTime Dite)> _identites = [];
    private readonly Dictionary<int, (DateTime Jour, bool Definitif, string Issue)> _bac = [];

    /// <summary>Formation → VET.</summary>
    public Dictionary<int, string> Correspondance { get; } = [];

    /// <summary>Rule B5, in the order in which messages became durable.</summary>
    /// <param name="dite">When the source spoke, local time: a push is received, the request of a pull leaves.</param>
    /// <param name="recue">When it came.</param>
    public void Prendre(Dit dit, DateTime dite, DateTime recue, bool recuperation)
    {
        if (!_identites.TryGetValue(dit.Candidat, out var identite) || dite > identite.Dite)
            _identites[dit.Candidat] = (dit.Naissance, dite);

        var date = dit.Reponse > recue.AddDays(1) ? recue.AddTicks(-(recue.Ticks % TimeSpan.TicksPerSecond)) : dit.Reponse;
        if (_voeux.TryGetValue((dit.Candidat, dit.Formation), out var known))
        {
            var newer = date is { } mine && known.Reponse is { } theirs && mine != theirs ? mine > theirs
                : !recuperation || dite >= known.Dit;
            if (!newer) return;
            date ??= known.Reponse;
        }

        _voeux[(dit.Candidat, dit.Formation)] = new(dit.Situation, date, dite);
    }

    public void Resultat(int candidat, string issue, DateTime jour)
    {
        var definitif = issue != "RATTRAPAGE";
        if (_bac.TryGetValue(candidat, out var known))
        {
            if (jour < known.Jour) return;
            if (jour == known.Jour && known.Definitif && !definitif) return;
        }

        _bac[candidat] = (jour, definitif, issue);
    }

    /// <summary>Rules C1, C2: the VETs that he is offered.</summary>
    public IReadOnlySet<string> Offertes(int candidat, DateTime jour)
    {
        var echec = _bac.TryGetValue(candidat, out var bac) && bac.Issue == "REFUSE" && jour.Date > Publication;
        return _voeux.Where(v => v.Key.Candidat == candidat && v.Value.Situation is (1 or 2) && !echec)
            .Select(v => Correspondance[v.Key.Formation]).ToHashSet();
    }

    public int Naissance(int candidat) => _identites[candidat].Naissance;

    private sealed record Voeu(int Situation, DateTime? Reponse, DateTime Dit);
}
