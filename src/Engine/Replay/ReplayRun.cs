using System.Data.Common;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>A message that could not be replayed as it was applied.</summary>
/// <param name="Raison">In French.</param>
public sealed record MessageNonRejoue(string Etablissement, long Id, string Canal, string Raison);

/// <summary>How a replay went, before anything is compared.</summary>
/// <param name="Retires">Messages that retention has emptied.</param>
/// <param name="SansTrace">Messages beside which something is missing that retention has taken away.</param>
/// <param name="Echecs">Messages that were applied here and cannot be in the replay: each is a difference.</param>
public sealed record ReplayOutcome(
    long Rejoues, long Retires, IReadOnlyList<MessageNonRejoue> SansTrace, IReadOnlyList<MessageNonRejoue> Echecs);

/// <summary>
/// Replays a journal into a fresh database, by the services that apply and evaluate messages when they come: message after message in
/// the journal's order, the clocks at their time, the configuration as it was then, evaluated to rest after each. Nothing is sent:
/// no hosted service of this database runs.
/// </summary>
// Eleven parameters: whatever the state rests on comes together here, and nowhere else.
internal sealed class ReplayRun(
    Database database, ReplaySource source, ReplayClock clock, ConfigurationService configuration, DocumentFormat format,
    Fermetures closings, GardesTranchees guards, JournalPasse journal, ReplayEvaluation evaluation, IEnumerable<IReplayedWay> ways,
    IEnumerable<IReplayedFacts> facts)
{
    private const int Page = 200;

    private readonly RowCopy _copy = new(source.Reading, database);
    private readonly Dictionary<Canal, IReplayedWay> _ways = ways.ToDictionary(w => w.Canal);
    private readonly List<MessageNonRejoue> _missing = [];
    private readonly List<MessageNonRejoue> _failed = [];
    private long _replayed;
    private long _emptied;

    /// <param name="progress">Messages that were gone through, of how many.</param>
    public async Task<ReplayOutcome> RunAsync(Func<long, long, Task> progress, CancellationToken ct)
    {
        foreach (var table in (string[])["message_entrant", "corps_volumineux", "recuperation"]) await _copy.ReserveAsync(table, ct);
        foreach (var told in facts) await told.BeginAsync(source, _copy, ct);
        await FirstConfigurationAsync(ct);
        var acts = await ReplayTimeline.OfAsync(source, ct);
        // Of a version that kept no history of it: as it is now.
        if (!acts.Any(act => act is ReplayAct.ClockSet)) clock.Offset = source.Offset;
        var (done, all) = (0L, await JournalPasse.CompterAsync(source.Reading, source.Codes, ct));
        for (var after = 0L; ;)
        {
            var page = await JournalPasse.PageAsync(source.Reading, source.Codes, after, Page, ct);
            if (page.Count == 0) break;
            await _copy.CopyAsync("message_entrant", "id > @after AND id <= @Last AND etablissement IN @codes",
                new { after, Last = page[^1].Id, codes = source.Codes.ToArray() }, ct);
            foreach (var message in page)
            {
                while (acts.TryPeek(out var act) && act.At <= message.RecuLe) await DoAsync(acts.Dequeue(), ct);
                await TakeAsync(message, ct);
                await progress(++done, all);
            }

            after = page[^1].Id;
        }

        while (acts.TryDequeue(out var act)) await DoAsync(act, ct);
        await EndAsync(ct);
        return new(_replayed, _emptied, _missing, _failed);
    }

    // What has not changed since there is a history counts from the beginning.
    private async Task FirstConfigurationAsync(CancellationToken ct)
    {
        var changes = await ConfigurationPassee.ChangementsAsync(source.Reading, ct);
        var (codes, sessions) = (changes.Select(c => c.Etablissement).ToHashSet(), changes.Select(c => c.Annee).ToHashSet());
        var now = ConfigurationPassee.Of(await ConfigurationPassee.ActuelleAsync(source.Reading, ct), format);
        await configuration.RemettreAsync(new ConfigurationDocument
        {
            Etablissements = [.. now.Etablissements.Where(e => !codes.Contains(e.Code))],
            Campagnes = [.. now.Campagnes.Where(c => !sessions.Contains(c.Session))],
        }, ct);
    }

    private async Task DoAsync(ReplayAct act, CancellationToken ct)
    {
        await AdvanceAsync(act.At, ct);
        switch (act)
        {
            case ReplayAct.Configured change: await ConfigureAsync(change.Ids, ct); break;
            case ReplayAct.ClockSet set:
                clock.Offset = set.Offset;
                await evaluation.DayAsync(ct);
                return;
            case ReplayAct.Closed closed:
                await closings.CloseAsync(closed.Campagne.Session, closed.Campagne.Par,
                    session => EvaluationMarks.ClearAsync(session, closed.Campagne.Session, ct), ct);
                break;
            case ReplayAct.Settled settled: await guards.TrancherAsync(settled.Garde, ct); break;
        }

        await evaluation.RestAsync(ct);
    }

    private async Task ConfigureAsync(IReadOnlyList<long> ids, CancellationToken ct)
    {
        var etats = new List<EtatConfiguration>();
        foreach (var id in ids)
            if (await ConfigurationPassee.LireAsync(source.Reading, id, ct) is { } etat) etats.Add(etat);
        await configuration.RemettreAsync(ConfigurationPassee.Of(etats, format), ct);
    }

    private async Task TakeAsync(MessagePasse message, CancellationToken ct)
    {
        await AdvanceAsync(message.RecuLe, ct);
        if (message.NonApplique) return;
        if (message.Vide)
        {
            _emptied++;
            return;
        }

        if (message.CorpsVolumineux is { } body)
        {
            await _copy.CopyAsync("corps_volumineux", "id = @body", new { body }, ct);
            await _copy.CopyAsync("corps_morceau", "corps = @body", new { body }, ct);
        }

        var way = _ways.GetValueOrDefault(message.Canal);
        if (way is not null && await way.PrepareAsync(source, _copy, message, ct) is { } missing)
        {
            _missing.Add(Of(message, missing));
            return;
        }

        if (await ApplyAsync(way, message, ct) is { } failure) _failed.Add(Of(message, failure));
        else _replayed++;
        await evaluation.RestAsync(message.Etablissement, ct);
    }

    private async Task<string?> ApplyAsync(IReplayedWay? way, MessagePasse message, CancellationToken ct)
    {
        if (way is not { AppliesItself: true }) return await journal.AppliquerAsync(message, ct);
        try
        {
            await way.ApplyAsync(source, journal.EtablissementDe(message)!, message, ct);
            return null;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or DbException))
        {
            return failure.GetType().Name;
        }
    }

    private async Task AdvanceAsync(DateTimeOffset machine, CancellationToken ct)
    {
        clock.Advance(machine);
        await evaluation.DayAsync(ct);
    }

    // As the source stands: its own clock, and what persons have corrected since the source of the candidates last changed it.
    private async Task EndAsync(CancellationToken ct)
    {
        clock.Offset = source.Offset;
        await AdvanceAsync(source.Moment, ct);
        // A node of a former version, which notes no history, may have changed it.
        await configuration.RemettreAsync(
            ConfigurationPassee.Of(await ConfigurationPassee.ActuelleAsync(source.Reading, ct), format), ct);
        foreach (var code in source.Codes)
        {
            foreach (var row in await source.Reading.QueryAsync<CandidatRow>(
                "SELECT session, code_candidat, corrections FROM candidat WHERE etablissement = @code AND corrections <> '[]'",
                new { code }, ct))
                await database.WriteAsync(
                    session => FaitsRemis.CorrigerAsync(session, code, row.Key, row.ReadCorrections(), ct), ct);
            if (journal.EtablissementDe(code) is { } etablissement)
                foreach (var told in facts) await told.EndAsync(source, etablissement, ct);
        }

        await evaluation.RestAsync(ct);
        foreach (var code in source.Codes)
            if (journal.EtablissementDe(code) is { } etablissement)
                foreach (var told in facts)
                    foreach (var (id, why) in await told.MissingAsync(source, etablissement, ct))
                        if (await JournalPasse.LireAsync(source.Reading, id, ct) is { } message) _missing.Add(Of(message, why));
    }

    private static MessageNonRejoue Of(MessagePasse message, string why) => new(message.Etablissement, message.Id, message.Canal.Code, why);
}
