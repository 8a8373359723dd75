using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>
/// Starts what the établissements plan, in business time. An occurrence is taken and its work started in one
/// transaction, so that it runs exactly once over all nodes and over crashes (rule I1).
/// </summary>
public sealed class ScheduledWork(
    Database database, ConfigurationDirectory directory, IEnumerable<IPlannedWork> works, IEnumerable<ICommonWork> common,
    IBusinessClock clock)
{
    // In the place of the établissement of an occurrence: no établissement has an empty code.
    private const string Nobody = "";


    private readonly IPlannedWork[] _works = [.. works.OrderBy(w => w.Order)];

    /// <summary>Runs every occurrence that is due and was not run yet.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements)
            foreach (var work in _works)
                if (await DueAsync(work.Name, etablissement.Code, work.CronOf(etablissement), ct) is { } due)
                    await RunAsync(work.Name, etablissement.Code, due, session => work.StartAsync(session, etablissement, due, ct), ct);
        foreach (var work in common)
            if (await DueAsync(work.Name, Nobody, work.Cron, ct) is { } due)
                await RunAsync(work.Name, Nobody, due, session => work.StartAsync(session, due, ct), ct);
    }

    /// <summary>True when something is due that has not run yet.</summary>
    public async Task<bool> HasDueAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        foreach (var work in _works)
            if (await DueAsync(work.Name, etablissement.Code, work.CronOf(etablissement), ct) is not null)
                return true;
        return false;
    }

    private async Task<Occurrence?> DueAsync(string name, string code, string? cron, CancellationToken ct)
    {
        if (cron is null) return null;
        var last = await database.FirstOrDefaultAsync<OccurrenceRow>(
            "SELECT prevu_pour FROM travail_execute WHERE travail = @name AND etablissement = @code ORDER BY prevu_pour DESC LIMIT 1",
            new { name, code }, ct);
        if (last is not null) return BusinessCron.LastDue(cron, last.PrevuPour, clock.Now) is { } due ? new Occurrence(due) : null;

        // First sight of this work: it counts from now, not from the beginning of time.
        await database.ExecuteAsync(
            "INSERT INTO travail_execute (travail, etablissement, prevu_pour) VALUES (@name, @code, @Now) ON CONFLICT DO NOTHING",
            new { name, code, clock.Now }, ct);
        return null;
    }

    private Task RunAsync(string name, string code, Occurrence due, Func<WriteSession, Task> start, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            var taken = await session.ExecuteAsync(
                "INSERT INTO travail_execute (travail, etablissement, prevu_pour) VALUES (@name, @code, @Instant) ON CONFLICT DO NOTHING",
                new { name, code, due.Instant }, ct);
            if (taken == 1) await start(session);
        }, ct);

    private sealed class OccurrenceRow
    {
        public DateTimeOffset PrevuPour { get; init; }
    }
}
