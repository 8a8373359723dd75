namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>Rule C7: when an absence from the lists counts as a withdrawal.</summary>
internal sealed class ModeleAbsences(ModeleGardes gardes, Func<IEnumerable<ModeleVoeu>> voeux)
{
    /// <summary>What stands for "5 candidates" in the configuration of the tests.</summary>
    public const int Minimum = 1;

    private const string Disparitions = "Disparitions";
    private static readonly TimeSpan SixHeures = TimeSpan.FromHours(6);

    private readonly Dictionary<int, int> _parFormation = [];
    private int? _total;

    /// <param name="parti">When the request left, machine time; <paramref name="metier"/> is the business instant.</param>
    /// <param name="ordre">The answer's place in the journal: whatever it says itself is of the same moment.</param>
    public void Juger(Liste liste, DateTimeOffset parti, DateTimeOffset metier, long ordre)
    {
        var present = liste.Entrees.ToDictionary(e => (e.Enonce.Dossier, e.Enonce.Formation));
        foreach (var voeu in voeux().Where(v => present.ContainsKey(Cle(v)) && v.Parle <= parti))
            (voeu.AbsentDepuis, voeu.AbsentDUneListe, voeu.Disparu) = (null, false, voeu.Disparu && present[Cle(voeu)].Illisible);
        // Who has changed since the request left is not absent; who is not a candidate any more cannot be.
        var absent = voeux().Where(v => v.Enonce.Situation is 1 or 2 && !v.Disparu && v.Parle < parti && v.Ordre != ordre
            && !present.ContainsKey(Cle(v)) && (liste.Dossier == 0 || v.Enonce.Dossier == liste.Dossier)).ToList();
        if (liste.Dossier != 0)
        {
            // A targeted pull confirms what a full one has said; said before it, it counts with the next full one.
            foreach (var voeu in absent) (voeu.AbsentDepuis, voeu.Disparu) = (voeu.AbsentDepuis ?? metier, voeu.AbsentDUneListe);
            return;
        }

        var jour = DateOnly.FromDateTime(metier.DateTime);
        var (here, reference) = (present.Count, _total ?? present.Count + absent.Count);
        var counts = present.Keys.CountBy(k => k.Formation).ToDictionary();
        if (here == 0) return;
        if (here < reference - Tolerance(reference))
        {
            Retenir(0, jour, reference - here, () =>
            {
                _total = here;
                foreach (var formation in _parFormation.Keys.Union(counts.Keys).ToList())
                    _parFormation[formation] = counts.GetValueOrDefault(formation);
            });
            return;
        }

        _total = here;
        Depasser(0);
        var distrusted = Formations(counts, absent, jour);
        foreach (var voeu in absent.Where(v => !distrusted.Contains(v.Enonce.Formation)))
        {
            voeu.Disparu = metier - voeu.AbsentDepuis >= SixHeures;
            (voeu.AbsentDepuis, voeu.AbsentDUneListe) = (voeu.AbsentDepuis ?? metier, true);
        }
    }

    // One that is not trusted keeps its last trusted count until a person has answered a guard of its own.
    private HashSet<int> Formations(Dictionary<int, int> counts, List<ModeleVoeu> absent, DateOnly jour)
    {
        var distrusted = new HashSet<int>();
        foreach (var formation in counts.Keys.Union(absent.Select(v => v.Enonce.Formation)).Union(_parFormation.Keys).Order().ToList())
        {
            var (here, missing) = (counts.GetValueOrDefault(formation), absent.Count(v => v.Enonce.Formation == formation));
            var reference = _parFormation.GetValueOrDefault(formation, here + missing);
            if (missing == 0 || here >= reference - Tolerance(reference))
            {
                _parFormation[formation] = here;
                Depasser(formation);
                continue;
            }

            distrusted.Add(formation);
            _parFormation[formation] = reference;
            Retenir(formation, jour, reference - here, () => _parFormation[formation] = here);
        }

        return distrusted;
    }

    // Who has just said no is not asked the same again on the same day.
    private void Retenir(int formation, DateOnly jour, int missing, Action confirmer)
    {
        var garde = gardes.Trouver(Disparitions, formation, g => g.Etat == EtatGarde.Ouverte);
        if (garde is null && gardes.Trouver(
            Disparitions, formation, g => g.Etat == EtatGarde.Rejetee && g.Jour == jour && g.Manque == missing) is not null)
            return;
        garde ??= gardes.Ouvrir(new(Disparitions, jour, formation));
        (garde.Manque, garde.Confirmer) = (missing, confirmer);
    }

    private void Depasser(int formation)
    {
        if (gardes.Trouver(Disparitions, formation, g => g.Etat == EtatGarde.Ouverte) is { } open) open.Etat = EtatGarde.Depassee;
    }

    private static int Tolerance(int last) => Math.Max(last * 10 / 100, Minimum);

    private static (int, int) Cle(ModeleVoeu voeu) => (voeu.Enonce.Dossier, voeu.Enonce.Formation);
}
