using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Bac;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>What the facts ask for: some candidates, their wishes and results, and a decision proposed for every wish.</summary>
public sealed record Proposals(
    DateOnly Day, CandidatSet Book, BacSet Bac, IReadOnlyDictionary<CandidatKey, List<VoeuRow>> ByCandidat,
    IReadOnlyList<DecisionProposal> All);

/// <summary>Loads candidates and asks <see cref="DecisionRule"/> for each of their wishes.</summary>
public sealed class ProposalMaker(ConfigurationDirectory directory, ResultatBacBook results, IBusinessClock clock)
{
    /// <summary>The decisions of today.</summary>
    public Task<Proposals> MakeAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatRow> candidats, CancellationToken ct) =>
        MakeAsync(session, etablissement, candidats, clock.Today, ct);

    /// <param name="candidats">Key and INE are enough.</param>
    /// <param name="day">The business day of the decisions.</param>
    /// <param name="suppose">Results of the baccalauréat that are not stored, for a trial.</param>
    public async Task<Proposals> MakeAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatRow> candidats, DateOnly day, CancellationToken ct,
        IEnumerable<BacRow>? suppose = null)
    {
        var book = await CandidatSet.LoadAsync(session, etablissement.Code, candidats.Select(c => c.Key), ct);
        var bac = await results.LoadAsync(session, etablissement.Code, candidats, ct);
        foreach (var row in suppose ?? []) bac.Add(row);
        var byCandidat = book.Voeux.GroupBy(v => v.Key.Candidat).ToDictionary(g => g.Key, g => g.ToList());
        var voeux = book.Candidats.SelectMany(c => byCandidat.GetValueOrDefault(c.Key) ?? []);
        return new Proposals(
            day, book, bac, byCandidat, [.. voeux.Select(v => new DecisionProposal(v, Decide(etablissement, v, bac, day)))]);
    }

    private Decision Decide(EtablissementModel etablissement, VoeuRow row, BacSet bac, DateOnly day)
    {
        var context = new DecisionContext(
            etablissement.Regles, directory.Current.Campagne(row.Session), etablissement.Formation(row.CodeFormation),
            bac.Of(row.Key.Candidat), etablissement.Profile.NeedsVet);
        return DecisionRule.Decide(row.ReadVoeu(), context, day);
    }
}
