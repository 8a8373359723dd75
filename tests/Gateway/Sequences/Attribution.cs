namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// Rule E2, seen from outside: which deliveries a lane has taken, what it said, and what counts as attempted. An attempt counts from
/// the moment it is taken, since a crash afterwards would leave nobody who knows; it does not when it provably never left or was
/// refused, as long as the one who knows still had the lease.
/// </summary>
internal sealed class Attribution
{
    private readonly HorlogeMachine _machine;
    private readonly Modele _modele;
    private readonly List<Prise> _prises = [];
    private readonly HashSet<int> _ordonnes = [];
    private Operation.Livrer? _ordre;

    public Attribution(IReadOnlyList<Noeud> noeuds, HorlogeMachine machine, Modele modele)
    {
        (_machine, _modele, Destination) = (machine, modele, new DestinationFictive(machine));
        Destination.Arrivee = Arriver;
        Destination.Partie = Partir;
        Destination.Fin = Finir;
        for (var i = 0; i < noeuds.Count; i++)
        {
            var numero = i;
            noeuds[i].Fil.Destination = Destination;
            noeuds[i].Prises.Prise = (dossier, bail) => Prendre(numero, dossier, bail);
        }
    }

    public DestinationFictive Destination { get; }

    /// <summary>The first message that was not what the model wanted when it was taken.</summary>
    public string? Ecart { get; private set; }

    /// <summary>How many calls have left.</summary>
    public int Appels { get; private set; }

    /// <param name="ordre">How the calls end; null for well.</param>
    public async Task LivrerAsync(Noeud noeud, string code, Operation.Livrer? ordre)
    {
        // The lane of a node runs once at a time.
        if (!noeud.Envoi.IsCompleted) return;
        _ordonnes.Clear();
        _ordre = ordre;
        await noeud.LivrerAsync(code);
        Clore(noeud);
    }

    public async Task RelacherAsync(Noeud noeud)
    {
        if (noeud.Envoi.IsCompleted) return;
        _ordre = null;
        await noeud.RelacherAsync();
        Clore(noeud);
    }

    public async Task ReprendreAsync(Noeud noeud)
    {
        await noeud.ReprendreAsync(starting: false);
        foreach (var prise in _prises.Where(p => p.Bail < _machine.GetUtcNow())) prise.Perdue = true;
    }

    public async Task RedemarrerAsync(Noeud noeud, bool enOrdre)
    {
        await noeud.RedemarrerAsync(enOrdre);
        _prises.RemoveAll(p => p.Noeud == noeud.Fil.Numero);
        foreach (var prise in _prises.Where(p => p.Bail < _machine.GetUtcNow())) prise.Perdue = true;
    }

    private void Prendre(int noeud, int dossier, DateTimeOffset bail)
    {
        // Whoever had it before and did not lose it has given it back uncalled, too late to be done within its lease (the same lane may
        // take it again at once); from now on it can undo nothing.
        foreach (var earlier in _prises.Where(p => p.Dossier == dossier))
        {
            Defaire(earlier);
            earlier.Perdue = true;
        }

        var row = _modele.Dossiers[dossier];
        var rendu = row.Composer();
        _prises.Add(new Prise(noeud, dossier, bail, rendu, row.Tentees));
        if (rendu is not null) row.Tentees = rendu.Vets;
    }

    private Issue Arriver(int noeud, int dossier) =>
        _ordre is { } ordre && _ordonnes.Add(dossier) ? ordre.De(dossier) : Issue.Acceptee;

    private void Partir(int noeud, Message message)
    {
        Appels++;
        var wanted = De(noeud, message.Dossier)?.Rendu?.ToString();
        if (wanted != message.Contenu)
            Ecart ??= $"message du dossier {message.Dossier} : le modèle veut « {wanted ?? "rien"} », « {message.Contenu} » est parti";
    }

    private void Finir(int noeud, int dossier, Issue issue)
    {
        if (De(noeud, dossier) is not { } prise) return;
        _prises.Remove(prise);
        if (issue is Issue.JamaisPartie or Issue.Refusee) Defaire(prise);
    }

    // What the lane had taken and did not call after all: it left the destination alone.
    private void Clore(Noeud noeud)
    {
        if (!noeud.Envoi.IsCompleted) return;
        foreach (var prise in _prises.Where(p => p.Noeud == noeud.Fil.Numero)) Defaire(prise);
        _prises.RemoveAll(p => p.Noeud == noeud.Fil.Numero);
    }

    private void Defaire(Prise prise)
    {
        if (!prise.Perdue) _modele.Dossiers[prise.Dossier].Tentees = prise.Avant;
    }

    // The last one: what came too late was taken again by the same lane.
    private Prise? De(int noeud, int dossier) => _prises.FindLast(p => p.Noeud == noeud && p.Dossier == dossier);

    private sealed class Prise(int noeud, int dossier, DateTimeOffset bail, Rendu? rendu, SortedDictionary<string, Tentee> avant)
    {
        public int Noeud => noeud;
        public int Dossier => dossier;
        public DateTimeOffset Bail => bail;
        public Rendu? Rendu => rendu;
        public SortedDictionary<string, Tentee> Avant => avant;
        public bool Perdue { get; set; }
    }
}
