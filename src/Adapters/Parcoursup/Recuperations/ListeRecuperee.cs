using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>What has been read of a pulled list: the candidates that wait to be recorded, and what is told of all of them.</summary>
internal sealed class ListeRecuperee
{
    private readonly HashSet<int> _sessions = [];
    private List<CandidatLu> _read = [];
    private List<(int Index, CandidatIncomplet Candidat)> _incomplete = [];

    /// <summary>How many wait.</summary>
    public int Pending => _read.Count + _incomplete.Count;

    /// <summary>How many stand in it, each once, readable or not: the next list is compared with this one (rule C7).</summary>
    public int Count { get; private set; }

    /// <summary>Candidates read, by formation.</summary>
    public Dictionary<int, int> ByFormation { get; } = [];

    public HashSet<VoeuKey> Present { get; } = [];

    /// <summary>Those who stand in it and cannot be read: they are present all the same (rule C7).</summary>
    public List<CandidatIncomplet> Unreadable { get; } = [];

    public IReadOnlyCollection<int> Sessions => _sessions;

    /// <summary>Why the list is not whole; null when it is.</summary>
    public string? Failure { get; private set; }

    public void Take(CandidatsAdmisElement element)
    {
        switch (element)
        {
            case CandidatRecu { Lecture: CandidatLu candidat }: Take(candidat); break;
            case CandidatRecu { Lecture: CandidatIncomplet broken, Index: var index }:
                _incomplete.Add((index, broken));
                Unreadable.Add(broken);
                Count++;
                break;
            case ListeRefusee refused: Failure = refused.Message; break;
            case ListeIllisible unreadable: Failure = unreadable.Message; break;
        }
    }

    public (IReadOnlyList<CandidatLu> Read, IReadOnlyList<(int Index, CandidatIncomplet Candidat)> Incomplete) TakePending()
    {
        var pending = (_read, _incomplete);
        (_read, _incomplete) = ([], []);
        return pending;
    }

    private void Take(CandidatLu candidat)
    {
        var key = candidat.Voeu.Key;
        _read.Add(candidat);
        if (Present.Add(key)) Count++;
        // One of the two is meant.
        if (candidat.Candidat.Defauts.Any(d => d.Champ == "internat")) Present.Add(key with { Internat = !key.Internat });
        _sessions.Add(key.Session);
        ByFormation[key.CodeFormationPsup] = ByFormation.GetValueOrDefault(key.CodeFormationPsup) + 1;
    }
}
