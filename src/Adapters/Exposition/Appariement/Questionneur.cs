using System.Collections.Concurrent;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>Answers questions of many lines: each is asked once, however many lines ask it.</summary>
internal sealed class Questionneur
{
    private readonly ConcurrentDictionary<DemandeExposition, Lazy<Task<ReponseDatee>>> _reponses = new();
    private readonly Func<DemandeExposition, CancellationToken, Task<ReponseDatee>> _demander;

    private Questionneur(Func<DemandeExposition, CancellationToken, Task<ReponseDatee>> demander) => _demander = demander;

    /// <summary>The last year of which a record was seen, over all answers.</summary>
    public int? DerniereAnnee { get; private set; }

    /// <summary>Why the API did not answer, where the last known answers took its place.</summary>
    public string? Panne { get; private set; }

    /// <summary>Answers that are the last known, since the API did not answer.</summary>
    public int DernieresConnues { get; private set; }

    /// <summary>A call per question; what was kept since an instant is read at once and asked no more.</summary>
    public static async Task<Questionneur> UnitaireAsync(IExpositionApi api, DateTimeOffset depuis, CancellationToken ct)
    {
        var connues = new Dictionary<DemandeExposition, LectureExposition>();
        await foreach (var (demande, lecture) in api.ConnuesAsync(depuis, ct)) connues[demande] = lecture;
        Questionneur lui = null!;
        lui = new Questionneur(async (demande, stop) =>
            lui.Noter(connues.TryGetValue(demande, out var connue) ? connue : await api.LireAsync(demande, depuis, stop)));
        return lui;
    }

    /// <summary>What the lists have; what they lack does not exist.</summary>
    public static Questionneur DesListes(ListesExposition listes)
    {
        Questionneur lui = null!;
        return lui = new Questionneur((demande, _) => Task.FromResult(lui.Noter(listes.Lire(demande))));
    }

    public Task<ReponseDatee> LireAsync(DemandeExposition demande, CancellationToken ct) =>
        _reponses.GetOrAdd(demande, d => new Lazy<Task<ReponseDatee>>(() => _demander(d, ct))).Value;

    private ReponseDatee Noter(LectureExposition lecture)
    {
        lock (_reponses)
        {
            var millesime = lecture.Reponse switch
            {
                ReponseExposition.Trouve(var record) => Millesime.Fin(record.Millesime),
                ReponseExposition.SansMillesime(_, var disponibles) => disponibles.Max(m => Millesime.Fin(m)),
                _ => null,
            };
            if (millesime > (DerniereAnnee ?? 0)) DerniereAnnee = millesime;
            if (lecture.DerniereConnue) (DernieresConnues, Panne) = (DernieresConnues + 1, Panne ?? lecture.Panne);
        }

        return new ReponseDatee(lecture.Reponse, lecture.Date, lecture.DerniereConnue);
    }
}
