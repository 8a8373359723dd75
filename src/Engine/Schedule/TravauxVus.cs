using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Schedule;

/// <summary>Planned work as people see it.</summary>
/// <param name="Etablissement">Null for work of none.</param>
/// <param name="Prochain">Its next moment, in business time; null while it is paused, and when there is none any more.</param>
/// <param name="Dernier">What became of it last.</param>
/// <param name="Alerte">Why somebody should look, in French; null when nobody has to.</param>
public sealed record TravailVu(
    ITravail Travail, EtablissementModel? Etablissement, string Cron, DateTimeOffset? Prochain, PassageTravail? Dernier,
    PauseTravail? Pause, string? Alerte)
{
    public string Code => Etablissement?.Code ?? TravailBook.Nobody;
}

/// <summary>Looks at planned work: its next moment, what became of it last, and whether somebody should know.</summary>
public sealed class TravauxVus(
    ConfigurationDirectory directory, IEnumerable<IPlannedWork> works, IEnumerable<ICommonWork> common, TravailBook book,
    IBusinessClock clock, TimeProvider time)
{
    // The tick comes every minute: what is due for longer was not seen, or could not be started.
    private static readonly TimeSpan Retard = TimeSpan.FromMinutes(10);

    private readonly IPlannedWork[] _works = [.. works.OrderBy(w => w.Order)];
    private readonly ICommonWork[] _common = [.. common];

    /// <summary>All of it: what is of no établissement first.</summary>
    public async Task<IReadOnlyList<TravailVu>> TousAsync(CancellationToken ct)
    {
        var all = new List<TravailVu>(await CommunsAsync(ct));
        foreach (var etablissement in directory.Current.Etablissements) all.AddRange(await DeAsync(etablissement, ct));
        return all;
    }

    /// <summary>What is of no établissement.</summary>
    public Task<IReadOnlyList<TravailVu>> CommunsAsync(CancellationToken ct) =>
        SeeAsync(null, _common.Select(work => ((ITravail)work, work.Cron)), ct);

    /// <summary>Those of an établissement.</summary>
    public Task<IReadOnlyList<TravailVu>> DeAsync(EtablissementModel etablissement, CancellationToken ct) =>
        SeeAsync(etablissement, _works.Select(work => ((ITravail)work, work.CronOf(etablissement))), ct);

    /// <param name="etablissement">Null for work of none.</param>
    public async Task<TravailVu?> TrouverAsync(string travail, EtablissementModel? etablissement, CancellationToken ct) =>
        (etablissement is null ? await CommunsAsync(ct) : await DeAsync(etablissement, ct))
        .FirstOrDefault(vu => vu.Travail.Name == travail);

    public Task<IReadOnlyList<PassageTravail>> HistoriqueAsync(TravailVu vu, CancellationToken ct) =>
        book.HistoryAsync(vu.Travail.Name, vu.Code, ct);

    private async Task<IReadOnlyList<TravailVu>> SeeAsync(
        EtablissementModel? etablissement, IEnumerable<(ITravail Travail, string? Cron)> works, CancellationToken ct)
    {
        var (pauses, code) = (await book.PausesAsync(ct), etablissement?.Code ?? TravailBook.Nobody);
        var seen = new List<TravailVu>();
        foreach (var (work, cron) in works)
        {
            if (cron is null) continue;
            var last = (await book.HistoryAsync(work.Name, code, ct, most: 1)).FirstOrDefault();
            var pause = pauses.FirstOrDefault(p => p.Travail == work.Name && p.Etablissement == code);
            seen.Add(new(
                work, etablissement, cron, pause is null ? Next(cron) : null, last, pause,
                Told(work, last) ?? (pause is null ? await LateAsync(work.Name, code, cron, ct) : null)));
        }

        return seen;
    }

    private DateTimeOffset? Next(string cron) => BusinessCron.Next(cron, clock.Now, 1) is [var next] ? next : null;

    private string? Told(ITravail work, PassageTravail? last) => last switch
    {
        { Fin: IssueTravail.Echec } => last.Message ?? "Le dernier passage a échoué.",
        { Fin: IssueTravail.EnCours } when last.CommenceLe + work.Fenetre < time.GetUtcNow() =>
            $"Commencé depuis plus de {Hours(work.Fenetre)}, et pas encore terminé.",
        _ => null,
    };

    private async Task<string?> LateAsync(string name, string code, string cron, CancellationToken ct) =>
        await book.LastAsync(name, code, ct) is { } taken && BusinessCron.LastDue(cron, taken, clock.Now - Retard) is not null
            ? "Son heure est passée et il n'a pas commencé." : null;

    private static string Hours(TimeSpan window) => window.TotalHours >= 2 ? $"{(int)window.TotalHours} heures" : "une heure";
}
