using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>Follows the IAs: what was reported at the end of each day, and what Parcoursup keeps of it.</summary>
internal sealed class SuiviInscriptions(IReadOnlySet<int> refuses)
{
    private readonly Dictionary<(int Candidat, int Formation), Inscription> _actuelles = [];
    private readonly Dictionary<(int Candidat, int Formation), int> _chezParcoursup = [];
    private readonly HashSet<(int Candidat, int Formation)> _refusees = [];

    public IReadOnlyDictionary<(int Candidat, int Formation), int> ChezParcoursup => _chezParcoursup;

    public int Refusees => _refusees.Count;

    public void Suivre(Inscription inscription) => _actuelles[(inscription.Candidat, inscription.Formation)] = inscription;

    /// <summary>The daily feedback: paid and of the first year; a cancellation only of what was reported before.</summary>
    public void Remonter()
    {
        foreach (var (cle, inscription) in _actuelles)
        {
            var aRemonter = inscription switch
            {
                { Annulee: true } => _chezParcoursup.ContainsKey(cle) ? 3 : 0,
                { Payee: true, PremiereAnnee: true } => Etat(inscription.Type),
                _ => 0,
            };
            if (aRemonter == 0)
                continue;

            if (refuses.Contains(cle.Candidat))
                _refusees.Add(cle);
            else
                _chezParcoursup[cle] = aRemonter;
        }
    }

    /// <summary>What Fregata validates or cancels is reported at once.</summary>
    public void Informer((int Candidat, int Formation) cle, int etat)
    {
        if (refuses.Contains(cle.Candidat))
            _refusees.Add(cle);
        else
            _chezParcoursup[cle] = etat;
    }

    private static int Etat(string type) => type switch
    {
        "Principale" => 1,
        "DoubleCursus" => 2,
        "Parallele" => 4,
        "ParalleleSecondaire" => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
