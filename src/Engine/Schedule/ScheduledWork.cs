using System.Runtime.ExceptionServices;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using static Parcoursup.Gateway.Engine.Schedule.TravailBook;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>
/// Starts what the établissements plan, in business time. An occurrence is taken and its work started in one
/// transaction, so that it runs exactly once over all nodes and over crashes (rule I1).
/// </summary>
public sealed class ScheduledWork(
    Database database, ConfigurationDirectory directory, IEnumerable<IPlannedWork> works, IEnumerable<ICommonWork> common,
    TravailBook book, IBusinessClock clock)
{
    private readonly IPlannedWork[] _works = [.. works.OrderBy(w => w.Order)];

    /// <summary>Runs every occurrence that is due and was not run yet. One that fails keeps no other from its turn.</summary>
    /// <exception cref="Exception">The first failure, after all had their turn.</exception>
    public async Task RunDueAsync(CancellationToken ct)
    {
        var paused = await PausedAsync(ct);
        Exception? first = null;
        foreach (var etablissement in directory.Current.Etablissements)
            foreach (var work in _works)
                first = await RunAsync(work, etablissement.Code, work.CronOf(etablissement), paused,
                    (session, due) => work.StartAsync(session, etablissement, due, ct), ct) ?? first;
        foreach (var work in common)
            first = await RunAsync(work, Nobody, work.Cron, paused, (session, due) => work.StartAsync(session, due, ct), ct) ?? first;
        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }

    /// <summary>True when something is due that has not run yet.</summary>
    public async Task<bool> HasDueAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        var paused = await PausedAsync(ct);
        foreach (var work in _works)
            if (!paused.Contains((work.Name, etablissement.Code))
                && await DueAsync(work.Name, etablissement.Code, work.CronOf(etablissement), ct) is not null)
                return true;
        return false;
    }

    private async Task<HashSet<(string, string)>> PausedAsync(CancellationToken ct) =>
        [.. (await book.PausesAsync(ct)).Select(p => (p.Travail, p.Etablissement))];

    private async Task<Occurrence?> DueAsync(string name, string code, string? cron, CancellationToken ct)
    {
        if (cron is null) return null;
        if (await book.LastAsync(name, code, ct) is { } last)
            return BusinessCron.LastDue(cron, last, clock.Now) is { } due ? new Occurrence(due) : null;

        // First sight of this work: it counts from now, not from the beginning of time.
        await database.WriteAsync(session => TakeAsync(session, name, code, clock.Now, ct), ct);
        return null;
    }

    private async Task<Exception?> RunAsync(
        ITravail work, string code, string? cron, HashSet<(string, string)> paused, Func<WriteSession, Occurrence, Task> start,
        CancellationToken ct)
    {
        if (paused.Contains((work.Name, code)) || await DueAsync(work.Name, code, cron, ct) is not { } due) return null;
        try
        {
            await database.WriteAsync(async session =>
            {
                if (!await TakeAsync(session, work.Name, code, due.Instant, ct)) return;
                await book.BegunAsync(session, work.Name, code, due, ct);
                await start(session, due);
            }, ct);
            return null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            await book.NotBegunAsync(work.Name, code, due,
                $"N'a pas pu commencer ({failure.GetType().Name}) : réessayé chaque minute, le détail est dans le journal technique.", ct);
            return failure;
        }
    }
}
