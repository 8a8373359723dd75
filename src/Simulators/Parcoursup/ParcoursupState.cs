namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>Everything that this Parcoursup remembers.</summary>
internal sealed class ParcoursupState
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, EtablissementParcoursup> _etablissements = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<CleVoeu, VoeuSimule> _voeux = [];
    private readonly Dictionary<(int Candidat, int Formation), List<int>> _inscriptions = [];
    private readonly HashSet<int> _refuses = [];

    public void Declare(EtablissementParcoursup etablissement)
    {
        lock (_lock)
            _etablissements[etablissement.Uai] = etablissement;
    }

    public EtablissementParcoursup? Etablissement(string uai)
    {
        lock (_lock)
            return _etablissements.GetValueOrDefault(uai);
    }

    /// <summary>The établissement whose pair this is.</summary>
    public EtablissementParcoursup? Authenticate(string? login, string? motDePasse)
    {
        lock (_lock)
            return _etablissements.Values.FirstOrDefault(e => e.Login == login && e.MotDePasse == motDePasse);
    }

    public void Upsert(IEnumerable<VoeuSimule> voeux)
    {
        lock (_lock)
        {
            foreach (var voeu in voeux)
                _voeux[voeu.Cle] = voeu;
        }
    }

    public bool SetSituation(CleVoeu cle, int situation)
    {
        lock (_lock)
        {
            if (!_voeux.TryGetValue(cle, out var voeu))
                return false;

            _voeux[cle] = voeu.WithSituation(situation);
            return true;
        }
    }

    public IReadOnlyList<VoeuSimule> Voeux(Func<VoeuSimule, bool> wanted)
    {
        lock (_lock)
            return [.. _voeux.Values.Where(wanted).OrderBy(v => v.Cle.CodeCandidat).ThenBy(v => v.Cle.CodeFormationPsup)
                .ThenBy(v => v.Cle.Internat)];
    }

    /// <summary>Any wish of the candidate at the formation: withdrawn ones count, an IA may still be cancelled.</summary>
    public VoeuSimule? Known(int candidat, int formation)
    {
        lock (_lock)
            return _voeux.Values.FirstOrDefault(v => v.Cle.CodeCandidat == candidat && v.Cle.CodeFormationPsup == formation);
    }

    public void Refuse(IEnumerable<int> codesCandidat)
    {
        lock (_lock)
        {
            _refuses.Clear();
            _refuses.UnionWith(codesCandidat);
        }
    }

    public bool IsRefused(int codeCandidat)
    {
        lock (_lock)
            return _refuses.Contains(codeCandidat);
    }

    public void Enrol(int candidat, int formation, int etat)
    {
        lock (_lock)
        {
            if (!_inscriptions.TryGetValue((candidat, formation), out var history))
                _inscriptions[(candidat, formation)] = history = [];
            history.Add(etat);
        }
    }

    /// <summary>The last state, 0 when nothing was ever reported.</summary>
    public int EtatInscription(int candidat, int formation)
    {
        lock (_lock)
            return _inscriptions.TryGetValue((candidat, formation), out var history) ? history[^1] : 0;
    }

    public IReadOnlyList<(int Candidat, int Formation, int[] Historique)> Inscriptions()
    {
        lock (_lock)
            return [.. _inscriptions.Select(p => (p.Key.Candidat, p.Key.Formation, p.Value.ToArray())).OrderBy(i => i.Candidat)
                .ThenBy(i => i.Formation)];
    }
}
