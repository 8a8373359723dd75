namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>Makes a sequence from a seed: the same seed, the same sequence.</summary>
internal sealed class Generateur(int seed)
{
    public const int Candidats = 6;
    public static readonly int[] Formations = [8841, 8842, 8843, 8844];

    private static readonly string[] Vets = ["V1", "V2", "V3", "V4"];
    private static readonly DateTime Premier = new(2026, 6, 5, 10, 0, 0);

    private readonly Random _random = new(seed);
    private readonly List<Operation> _sequence = [];

    public IReadOnlyList<Operation> Sequence()
    {
        if (_random.Next(5) > 0) Commencer();
        var length = 8 + _random.Next(16);
        for (var i = 0; i < length; i++) Suivante();
        return _sequence;
    }

    // Most campaigns have begun: everybody has accepted something, and Apogée holds it.
    private void Commencer()
    {
        for (var dossier = 1; dossier <= Candidats; dossier++)
            Ajouter(new Operation.Pousser(new(dossier, Formations[_random.Next(3)], 1, 0, Date(), 0), true));
        Tourner();
        if (_random.Next(2) == 0) Lire(new Operation.Recuperer(true, 0, 0, 0, false));
    }

    private void Suivante()
    {
        switch (_random.Next(25))
        {
            case < 6: Pousser(); break;
            case < 8: Changer(); break;
            case < 11: Recuperer(); break;
            case < 13: Ajouter(Resultat()); break;
            case < 15: Correspondre(); break;
            case < 17: Ajouter(new Operation.PasserHeures(_random.Next(3) == 0 ? 24 * _random.Next(1, 33) : _random.Next(1, 9))); break;
            case < 18: Ajouter(new Operation.ReglerGarde(_random.Next(3), _random.Next(2) == 0)); break;
            case < 20: Perdre(); break;
            case < 21: Ajouter(new Operation.Redemarrer(Noeud(), _random.Next(2) == 0)); break;
            case < 23: Tourner(); break;
            default: Ajouter(_random.Next(2) == 0 ? new Operation.Appliquer(Noeud()) : new Operation.Evaluer(Noeud())); break;
        }
    }

    private void Pousser()
    {
        do Ajouter(new Operation.Pousser(Enonce(), _random.Next(4) > 0));
        while (_random.Next(3) == 0);
        if (_random.Next(2) == 0) Tourner();
    }

    // Parcoursup pushes no withdrawal.
    private void Changer()
    {
        var gone = _random.Next(4) > 0;
        Ajouter(new Operation.ChangerLaListe(Enonce() with { Situation = gone ? -1 : 1 }));
    }

    private void Recuperer()
    {
        var pull = new Operation.Recuperer(
            Tout: _random.Next(4) > 0, Dossier: _random.Next(3) == 0 ? Dossier() : 0, Illisible: _random.Next(4) == 0 ? Dossier() : 0,
            SansFormation: _random.Next(5) == 0 ? Formations[_random.Next(3)] : 0, Vide: _random.Next(12) == 0);
        if (_random.Next(3) == 0) Ajouter(pull);
        else Lire(pull);
    }

    private void Lire(Operation.Recuperer pull)
    {
        Ajouter(pull);
        Ajouter(new Operation.Repondre());
        Ajouter(new Operation.Appliquer(Noeud()));
    }

    private void Correspondre()
    {
        var mapping = new Operation.Correspondre(
            Formations[_random.Next(Formations.Length)], _random.Next(6) == 0 ? "" : Vets[_random.Next(Vets.Length)],
            _random.Next(2) == 0 ? "" : _random.Next(4) == 0 ? Vets[_random.Next(Vets.Length)] : "V9");
        if (_random.Next(4) > 0)
        {
            Ajouter(mapping);
            return;
        }

        Ajouter(new Operation.Pousser(Enonce(), true));
        Ajouter(new Operation.Appliquer(Noeud()));
        Ajouter(new Operation.Evaluer(Noeud(), mapping));
    }

    // Somebody sleeps with a call in hand while others go on.
    private void Perdre()
    {
        var held = Noeud();
        Ajouter(new Operation.Livrer(held, new string(_random.Next(2) == 0 ? '6' : '7', 1)));
        if (_random.Next(2) == 0) Pousser();
        Ajouter(new Operation.PasserSecondes(_random.Next(3) == 0 ? 5 : 40));
        Ajouter(new Operation.Reprendre(1 - held));
        if (_random.Next(3) > 0)
        {
            Ajouter(new Operation.PasserSecondes(5));
            Tourner(1 - held);
        }

        if (_random.Next(3) > 0) Ajouter(new Operation.Relacher(held));
    }

    private void Tourner() => Tourner(Noeud());

    private void Tourner(int noeud)
    {
        Ajouter(new Operation.Appliquer(noeud));
        Ajouter(new Operation.Evaluer(noeud));
        Ajouter(new Operation.Livrer(noeud, Issues()));
    }

    private string Issues() => string.Concat(Enumerable.Range(0, Candidats).Select(_ => _random.Next(3) > 0 ? 0 : _random.Next(6)));

    private Operation.Resultat Resultat() => new(
        Dossier(), _random.Next(3) == 0, _random.Next(6) switch { < 3 => "REFUSE", < 5 => "ADMIS", _ => "RATTRAPAGE" },
        new DateOnly(2026, 7, _random.Next(6, 10)));

    private Enonce Enonce() => new(
        Dossier(), Formations[_random.Next(Formations.Length)], _random.Next(20) switch { < 11 => 1, < 13 => 2, < 18 => 3, _ => 0 },
        _random.Next(20) switch { < 16 => 0, < 19 => 1, _ => 7 }, Date(), _random.Next(4));

    private DateTime? Date() => _random.Next(16) switch
    {
        < 3 => null,
        15 => new DateTime(2062, 6, 5, 10, 0, 0),
        var n => Premier.AddDays(n % 5),
    };

    private int Dossier() => _random.Next(1, Candidats + 1);

    private int Noeud() => _random.Next(2);

    private void Ajouter(Operation operation) => _sequence.Add(operation);
}
