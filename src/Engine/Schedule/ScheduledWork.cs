using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>
/// What is scheduled per établissement, in business time. An occurrence is taken and its work started in one
/// transaction, so that it runs exactly once over all nodes and over crashes (rule I1).
/// </summary>
internal sealed class ScheduledWork(
    Database database, ConfigurationDirectory directory, RemonteeBook remontees, RecuperationBook recuperations, GenerationBook generations, InstantaneBook instantanes,
    IBusinessClock clock)
{
    public const string Remontee = "remontee";
    public const string Recuperation = "recuperation";
    public const string Fichiers = "fichiers";
    public const string Scolarix = "scolarix";

    /// <summary>Runs every occurrence that is due and was not run yet.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        foreach (var etablissement in directory.Current.Etablissements)
            foreach (var (work, cron) in PlannedFor(etablissement))
                if (await DueAsync(etablissement.Code, work, cron, ct) is { } due)
                    await RunAsync(etablissement, work, due, ct);
    }

    /// <summary>True when something is due that has not run yet.</summary>
    public async Task<bool> HasDueAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        foreach (var (work, cron) in PlannedFor(etablissement))
            if (await DueAsync(etablissement.Code, work, cron, ct) is not null)
                return true;
        return false;
    }

    private static IEnumerable<(string Work, string Cron)> PlannedFor(EtablissementModel etablissement)
    {
        if (etablissement.Document.Sis == Sis.Apogee && etablissement.Document.Opi.Voie == VoieOpi.Fichiers)
            yield return (Fichiers, etablissement.Document.Planification.Fichiers);
        if (etablissement.Document.Sis == Sis.Scolarix)
            yield return (Scolarix, etablissement.Document.Planification.Scolarix);
        if (!etablissement.Document.ConnecteALaSource()) yield break;
        yield return (Remontee, etablissement.Document.Planification.Remontee);
        if (etablissement.Document.SourceOpi == SourceOpi.ApiRest)
            yield return (Recuperation, etablissement.Document.Planification.Recuperation);
    }

    private async Task<DateTimeOffset?> DueAsync(string etablissement, string work, string cron, CancellationToken ct)
    {
        var last = await database.FirstOrDefaultAsync<OccurrenceRow>(
            "SELECT prevu_pour FROM travail_execute WHERE travail = @work AND etablissement = @etablissement ORDER BY prevu_pour DESC LIMIT 1", new { work, etablissement }, ct);
        if (last is not null) return BusinessCron.LastDue(cron, last.PrevuPour, clock.Now);

        // First sight of this work: it counts from now, not from the beginning of time.
        await database.ExecuteAsync(
            "INSERT INTO travail_execute (travail, etablissement, prevu_pour) VALUES (@work, @etablissement, @now) ON CONFLICT DO NOTHING",
            new { work, etablissement, now = clock.Now }, ct);
        return null;
    }

    private Task RunAsync(EtablissementModel etablissement, string work, DateTimeOffset due, CancellationToken ct) => database.WriteAsync(async session =>
    {
        var taken = await session.ExecuteAsync(
            "INSERT INTO travail_execute (travail, etablissement, prevu_pour) VALUES (@work, @code, @due) ON CONFLICT DO NOTHING",
            new { work, code = etablissement.Code, due }, ct);
        if (taken == 0) return;
        var planned = string.Create(CultureInfo.InvariantCulture, $"planification ({Paris.At(due):yyyy-MM-dd HH:mm})");
        if (work == Remontee)
            await remontees.StartAsync(session, etablissement.Code, due, planned, ct);
        else if (work == Fichiers)
            await generations.RequestAsync(session, etablissement.Code, planned, ct);
        else if (work == Scolarix)
            await RequestSnapshotAsync(session, etablissement, DateOnly.FromDateTime(Paris.At(due).DateTime), planned, ct);
        else
            foreach (var uai in etablissement.Document.Uais)
                await recuperations.RequestAsync(session, etablissement.Code, uai, null, "Récupération planifiée", ct);
    }, ct);

    // Before the publication there is nothing to write, and nobody has to be told every evening; an evening of then that is
    // made good later neither.
    private async Task RequestSnapshotAsync(WriteSession session, EtablissementModel etablissement, DateOnly day, string planned, CancellationToken ct)
    {
        if (PublicationScolarix.Of(etablissement, directory.Current, null, day) is { Empechement: null } publication)
            await instantanes.RequestAsync(session, etablissement.Code, publication.Session, planned, planifie: true, ct);
    }

    private sealed class OccurrenceRow
    {
        public DateTimeOffset PrevuPour { get; init; }
    }
}
