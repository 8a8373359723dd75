using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Bac;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>What the facts ask for: some candidates, their wishes and results, and a decision proposed for every wish.</summary>
/// <param name="Failed">Those of whom nothing can be decided, and why: nothing is proposed for any of their wishes.</param>
public sealed record Proposals(
    DateOnly Day, CandidatSet Book, BacSet Bac, IReadOnlyDictionary<CandidatKey, List<VoeuRow>> ByCandidat,
    IReadOnlyList<DecisionProposal> All, IReadOnlyDictionary<CandidatKey, Exception> Failed)
{
    private readonly Dictionary<CandidatKey, DateOnly?> _next =
        All.GroupBy(p => p.Row.Key.Candidat).ToDictionary(g => g.Key, g => g.Min(p => p.Decision.ProchaineEvaluation));

    /// <summary>The day on which the calendar alone may change a decision of the candidate.</summary>
    public DateOnly? NextDayOf(CandidatKey key) => _next.GetValueOrDefault(key);
}

/// <summary>Loads candidates and asks <see cref="DecisionRule"/> for each of their wishes.</summary>
public sealed class ProposalMaker(ConfigurationDirectory directory, ResultatBacBook results, IBusinessClock clock)
{
    /// <summary>The decisions of today, for an evaluation that keeps them.</summary>
    /// <param name="candidats">Key and INE are enough.</param>
    /// <param name="failed">Those of whom it is known that nothing can be decided.</param>
    public async Task<Proposals> MakeAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatRow> candidats, CancellationToken ct,
        IReadOnlyDictionary<CandidatKey, Exception>? failed = null) => await DecideAsync(
        session, etablissement, await CandidatSet.LoadAsync(session, etablissement.Code, candidats.Select(c => c.Key), ct), candidats,
        clock.Today, ct, failed: failed);

    /// <summary>What would be decided today of the wishes that are live; nobody keeps it.</summary>
    /// <param name="candidats">Key and INE are enough.</param>
    public async Task<Proposals> ForeseeLiveAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatRow> candidats, CancellationToken ct) =>
        await DecideAsync(
            session, etablissement,
            await CandidatSet.LoadAsync(session, etablissement.Code, candidats.Select(c => c.Key), ct, Lecture.VoeuxVivants), candidats,
            clock.Today, ct);

    /// <summary>What would be decided; nobody keeps it.</summary>
    /// <param name="candidats">Key and INE are enough.</param>
    /// <param name="day">The business day of the decisions; null: today.</param>
    /// <param name="configuration">Another one than that of today, for a trial.</param>
    /// <param name="suppose">Results of the baccalauréat that are not stored, for a trial.</param>
    public async Task<Proposals> ForeseeAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatRow> candidats, DateOnly? day, CancellationToken ct,
        IEnumerable<BacRow>? suppose = null, ConfigurationSnapshot? configuration = null) => await DecideAsync(
        session, etablissement, await CandidatSet.LoadAsync(session, etablissement.Code, candidats.Select(c => c.Key), ct, Lecture.Voeux),
        candidats, day ?? clock.Today, ct, suppose, configuration: configuration);

    private async Task<Proposals> DecideAsync(
        WriteSession session, EtablissementModel etablissement, CandidatSet book, IReadOnlyList<CandidatRow> candidats, DateOnly day,
        CancellationToken ct, IEnumerable<BacRow>? suppose = null, IReadOnlyDictionary<CandidatKey, Exception>? failed = null,
        ConfigurationSnapshot? configuration = null)
    {
        var bac = await results.LoadAsync(session, etablissement.Code, candidats, ct);
        foreach (var row in suppose ?? []) bac.Add(row);
        var byCandidat = book.Voeux.GroupBy(v => v.Key.Candidat).ToDictionary(g => g.Key, g => g.ToList());
        var rules = configuration ?? directory.Current;
        var (all, failures) = (new List<DecisionProposal>(), new Dictionary<CandidatKey, Exception>(failed ?? NobodyFailed));
        foreach (var key in book.Candidats.Select(c => c.Key).Where(k => !failures.ContainsKey(k)))
            try
            {
                all.AddRange([.. (byCandidat.GetValueOrDefault(key) ?? []).Select(v => Propose(etablissement, v, bac, day, rules))]);
            }
            catch (Exception failure)
            {
                // Whatever it is that his record makes a rule stumble over, it is his alone (rule C5).
                failures[key] = failure;
            }

        return new Proposals(day, book, bac, byCandidat, all, failures);
    }

    private static readonly IReadOnlyDictionary<CandidatKey, Exception> NobodyFailed = new Dictionary<CandidatKey, Exception>();

    private static DecisionProposal Propose(
        EtablissementModel etablissement, VoeuRow row, BacSet bac, DateOnly day, ConfigurationSnapshot configuration)
    {
        var context = new DecisionContext(
            etablissement.Regles, configuration.Campagne(row.Session), etablissement.Formation(row.CodeFormation),
            bac.Of(row.Key.Candidat), etablissement.Profile.NeedsVet);
        var decision = DecisionRule.Decide(row.ReadVoeu(), context, day);
        return new(row, decision, () => new(FingerprintOf(row, context), decision.Motif, decision.Source));
    }

    // A result that comes again is another fact: whoever sent it has had a look since (rule C6).
    private static string FingerprintOf(VoeuRow row, DecisionContext context) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.Of(new
        {
            row.Donnees, row.Disparu, context.Bac, context.Formation, context.Calendrier?.PublicationResultatsBac,
        })))[..16]);
}
