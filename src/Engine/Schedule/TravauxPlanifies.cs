using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>What a person does about planned work, whichever face he uses; and how what was started is seen to its end.</summary>
public sealed class TravauxPlanifies(
    Database database, IEnumerable<IPlannedWork> works, IEnumerable<ICommonWork> common, TravailBook book, AuditBook audit,
    IBusinessClock clock, ILogger<TravauxPlanifies> logger)
{
    private readonly ITravail[] _all = [.. works, .. common];

    /// <summary>Starts it without waiting for its hour, paused or not.</summary>
    public Task LancerAsync(TravailVu vu, string par, CancellationToken ct) => database.WriteAsync(async session =>
    {
        // To the second, as every table keeps it.
        var due = new Occurrence(DateTimeOffset.FromUnixTimeSeconds(clock.Now.ToUnixTimeSeconds())) { Demandeur = par };
        await book.BegunAsync(session, vu.Travail.Name, vu.Code, due, ct);
        if (vu.Etablissement is { } etablissement) await ((IPlannedWork)vu.Travail).StartAsync(session, etablissement, due, ct);
        else await ((ICommonWork)vu.Travail).StartAsync(session, due, ct);
        Note(session, ActeAudit.TravailLance, vu);
    }, ct);

    /// <returns>Whether it was not paused before.</returns>
    public Task<bool> SuspendreAsync(TravailVu vu, string par, CancellationToken ct) => database.WriteAsync(async session =>
    {
        var done = await TravailBook.PauseAsync(session, vu.Travail.Name, vu.Code, clock.Now, par, ct);
        if (done) Note(session, ActeAudit.TravailSuspendu, vu);
        return done;
    }, ct);

    /// <summary>From now on it is done again; what was planned meanwhile is not made good.</summary>
    /// <returns>Whether it was paused.</returns>
    public Task<bool> ReprendreAsync(TravailVu vu, CancellationToken ct) => database.WriteAsync(async session =>
    {
        var done = await TravailBook.ResumeAsync(session, vu.Travail.Name, vu.Code, clock.Now, ct);
        if (done) Note(session, ActeAudit.TravailRepris, vu);
        return done;
    }, ct);

    /// <summary>Asks what was started how it ended, and keeps the answer. One of which nothing can be learnt is asked again.</summary>
    public async Task SuivreAsync(CancellationToken ct)
    {
        foreach (var passage in await book.UnderWayAsync(ct))
        {
            try
            {
                if (await EndOfAsync(passage, ct) is { } end) await book.EndAsync(passage, end, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                Log.EndNotLearnt(logger, passage.Travail, failure);
            }
        }
    }

    private Task<FinTravail?> EndOfAsync(PassageTravail passage, CancellationToken ct)
    {
        var planned = new Occurrence(passage.PrevuPour);
        var due = planned.Par == passage.Par ? planned : planned with { Demandeur = passage.Par };
        // What this version does not know, a newer node beside it may.
        return _all.FirstOrDefault(w => w.Name == passage.Travail)?.FinAsync(passage.Etablissement, due, passage.CommenceLe, ct)
            ?? Task.FromResult<FinTravail?>(null);
    }

    private void Note(WriteSession session, ActeAudit acte, TravailVu vu) =>
        audit.Note(session, new(acte, vu.Etablissement?.Code, "travail " + vu.Travail.Name));
}
