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
    Database database, ConfigurationDirectory directory, IEnumerable<IPlannedWork> works, IBusinessClock clock)
{
    private readonly IPlannedWork[] _works = [.. works.OrderBy(w => w.Order)];

    /// <summary>Runs every occurrence that is due and was not run yet.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements)
            foreach (var work in _works)
                if (await DueAsync(etablissement, work, ct) is { } due)
                    await RunAsync(etablissement, work, due, ct);
    }

    /// <summary>True when something is due that has not run yet.</summary>
    public async Task<bool> HasDueAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        foreach (var work in _works)
            if (await DueAsync(etablissement, work, ct) is not null)
                return true;
        return false;
    }

    private async Task<Occurrence?> DueAsync(EtablissementModel etablissement, IPlannedWork work, CancellationToken ct)
    {
        if (work.CronOf(etablissement) is not { } cron) return null;
        var last = await database.FirstOrDefaultAsync<OccurrenceRow>(
            "SELECT prevu_pour FROM travail_execute WHERE travail = @Name AND etablissement = @Code ORDER BY prevu_pour DESC LIMIT 1",
            new { work.Name, etablissement.Code }, ct);
        if (last is not null) return BusinessCron.LastDue(cron, last.PrevuPour, clock.Now) is { } due ? new Occurrence(due) : null;

        // First sight of this work: it counts from now, not from the beginning of time.
        await database.ExecuteAsync(
            "INSERT INTO travail_execute (travail, etablissement, prevu_pour) VALUES (@Name, @Code, @Now) ON CONFLICT DO NOTHING",
            new { work.Name, etablissement.Code, clock.Now }, ct);
        return null;
    }

    private Task RunAsync(EtablissementModel etablissement, IPlannedWork work, Occurrence due, CancellationToken ct) =>
        database.WriteAsync(session => TakeAsync(session, etablissement, work, due, ct), ct);

    private static async Task TakeAsync(
        WriteSession session, EtablissementModel etablissement, IPlannedWork work, Occurrence due, CancellationToken ct)
    {
        var taken = await session.ExecuteAsync(
            "INSERT INTO travail_execute (travail, etablissement, prevu_pour) VALUES (@Name, @Code, @Instant) ON CONFLICT DO NOTHING",
            new { work.Name, etablissement.Code, due.Instant }, ct);
        if (taken == 1) await work.StartAsync(session, etablissement, due, ct);
    }

    private sealed class OccurrenceRow
    {
        public DateTimeOffset PrevuPour { get; init; }
    }
}
