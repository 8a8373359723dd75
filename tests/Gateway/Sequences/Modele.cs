namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// What the rules say should come of a sequence (A2, B4, B5, C1 to C8, E2), in the plainest words: nothing is stored, nothing is
/// marked, everything is decided anew each time. It shares no code with what it checks. What arrives waits in a journal, as the
/// rules know one; what the gateway does of its own accord (which call leaves when) is told to it, and judged.
/// </summary>
internal sealed class Modele
{
    /// <summary>Last day on which everybody who accepted stays favourable (rule C1).</summary>
    public static readonly DateOnly Publication = new(2026, 7, 7);

    private readonly Queue<Action> _journal = [];
    private readonly Dictionary<int, (string Oui, string OuiSi)> _correspondances;
    private readonly SortedDictionary<int, List<(DateOnly Jour, bool Finale, long Ordre, string Issue)>> _resultats = [];
    private readonly ModeleGardes _gardes = new();
    private readonly ModeleAbsences _absences;
    private long _ordre;

    public Modele(IReadOnlyDictionary<int, (string Oui, string OuiSi)> correspondances)
    {
        _correspondances = new(correspondances);
        _absences = new(_gardes, () => Voeux);
    }

    public SortedDictionary<int, ModeleDossier> Dossiers { get; } = [];

    public IReadOnlyList<ModeleGarde> GardesOuvertes => _gardes.Ouvertes;

    private IEnumerable<ModeleVoeu> Voeux => Dossiers.Values.SelectMany(d => d.Voeux.Values);

    public void Pousser(Enonce enonce, DateTimeOffset machine, DateTime metier)
    {
        var ordre = ++_ordre;
        _journal.Enqueue(() =>
        {
            if (Prendre(enonce, machine, ordre, metier) && Dossiers[enonce.Dossier] is var dossier
                && dossier.Voeux.Any(v => v.Key != enonce.Formation && Vit(v.Value)))
                dossier.AVerifier = true;
        });
    }

    /// <param name="parti">When the request left.</param>
    public void Repondre(Liste liste, DateTimeOffset parti, DateTimeOffset partiMetier)
    {
        var ordre = ++_ordre;
        _journal.Enqueue(() =>
        {
            foreach (var entree in liste.Entrees.Where(e => !e.Illisible))
                Prendre(entree.Enonce, parti, ordre, partiMetier.DateTime);
            _absences.Juger(liste, parti, partiMetier, ordre);
        });
    }

    /// <summary>A pull of this candidate left: whatever he accepted before is looked at (rule C8).</summary>
    public void Verifier(int dossier)
    {
        if (Dossiers.TryGetValue(dossier, out var row)) row.AVerifier = false;
    }

    public void Resultat(int dossier, string issue, DateOnly jour)
    {
        var ordre = ++_ordre;
        _journal.Enqueue(() =>
        {
            if (!_resultats.TryGetValue(dossier, out var all)) _resultats[dossier] = all = [];
            all.Add((jour, issue != "RATTRAPAGE", ordre, issue));
        });
    }

    public void Appliquer()
    {
        while (_journal.TryDequeue(out var message)) message();
    }

    public void Correspondre(int formation, string oui, string ouiSi) => _correspondances[formation] = (oui, ouiSi);

    public void ReglerGarde(int rang, bool confirmer)
    {
        if (_gardes.Ouvertes is { Count: > 0 } open) _gardes.Regler(open[rang % open.Count], confirmer);
    }

    /// <summary>Everybody is decided anew (rule C5), the guard over all of them (rule C6).</summary>
    public void Evaluer(DateOnly jour)
    {
        var live = Voeux.Count(v => v.Decision.EstVivante);
        var turning = new List<ModeleVoeu>();
        foreach (var voeu in Voeux)
        {
            var (decision, facts) = (Decider(voeu, jour), FaitsDe(voeu));
            if (!voeu.Decision.EstVivante || decision.Code != 'D' || voeu.Garde is { Etat: EtatGarde.Confirmee })
                (voeu.Decision, voeu.Garde) = (decision, null);
            else if (voeu.Garde is null || (voeu.Garde.Etat == EtatGarde.Rejetee && voeu.Faits != facts))
                turning.Add(voeu);
            if (voeu.Garde is not { Etat: EtatGarde.Rejetee } || turning.Contains(voeu)) voeu.Faits = facts;
        }

        if (turning.Count == 0) return;
        var garde = _gardes.Tourner(turning.Count, live, jour);
        foreach (var voeu in turning)
            (voeu.Decision, voeu.Garde) = garde is null ? (new('D'), null) : (voeu.Decision, garde);
    }

    // As he has answered: nobody may have decided it yet.
    private static bool Vit(ModeleVoeu voeu) => voeu is { Disparu: false, Enonce.Situation: 1 or 2, Decision.Code: not 'D' };

    // Rule B5; true when he has just accepted for good.
    private bool Prendre(Enonce enonce, DateTimeOffset parle, long ordre, DateTime recu)
    {
        if (!Dossiers.TryGetValue(enonce.Dossier, out var dossier)) Dossiers[enonce.Dossier] = dossier = new();
        dossier.Apprendre(enonce.Identite, parle, ordre);
        var date = enonce.Reponse > recu.AddDays(1) ? recu : enonce.Reponse;
        var known = dossier.Voeux.TryGetValue(enonce.Formation, out var voeu);
        if (known && !voeu!.EstDepassePar(date, parle, ordre)) return false;

        var accepted = enonce.Situation == 1 && voeu?.Enonce.Situation != 1;
        if (voeu is null) dossier.Voeux[enonce.Formation] = voeu = new() { Enonce = enonce };
        // What he says himself is a new turn; saying the same again is not.
        else if (voeu.Disparu || voeu.Enonce with { Identite = 0 } != enonce with { Identite = 0 }) voeu.Garde = null;
        // A word without a date does not take the date of the one before away.
        (voeu.Enonce, voeu.Date, voeu.Parle, voeu.Ordre) = (enonce, date ?? voeu.Date, parle, ordre);
        (voeu.Disparu, voeu.AbsentDepuis, voeu.AbsentDUneListe) = (false, null, false);
        return accepted;
    }

    // Rules C1 and C3.
    private Decision Decider(ModeleVoeu voeu, DateOnly jour)
    {
        if (voeu.Disparu || voeu.Enonce.Situation == 3) return new('D');
        if (voeu.Enonce.Situation == 0) return new('N');
        if (jour > Publication && ResultatDe(voeu)?.Issue == "REFUSE") return new('D');
        if (voeu.Enonce.Amenagement is not (0 or 1)) return new('H');
        var (oui, ouiSi) = _correspondances.GetValueOrDefault(voeu.Enonce.Formation, ("", ""));
        return voeu.Enonce.Amenagement == 0
            ? oui.Length == 0 ? new('H') : new('F', oui)
            : ouiSi.Length == 0 ? new('H') : new('S', ouiSi, "OS3");
    }

    // All that a decision on this wish rests on.
    private string FaitsDe(ModeleVoeu voeu) =>
        $"{voeu.Enonce with { Identite = 0 }} {voeu.Disparu} {ResultatDe(voeu)} "
        + (_correspondances.TryGetValue(voeu.Enonce.Formation, out var vets) ? $"{vets}" : "absente");

    // Rule B5: by file number and by INE alike, the later date, a final one over the rattrapage, then the journal.
    private (DateOnly Jour, bool Finale, long Ordre, string Issue)? ResultatDe(ModeleVoeu voeu) =>
        _resultats.TryGetValue(voeu.Enonce.Dossier, out var all) ? all.Max() : null;
}
