using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <inheritdoc cref="IExpositionApi"/>
internal sealed class ExpositionApi(
    IExpositionSource source, CacheBook cache, ListeBook listes, IBusinessClock clock, TimeProvider time) : IExpositionApi
{
    // A list that never ends is a fault of the other side.
    private const int PagesMaximum = 100_000;

    public AppelsExposition Appels => source.Appels;

    public async Task<LectureExposition> LireAsync(DemandeExposition demande, DateTimeOffset? pasAvant, CancellationToken ct)
    {
        if (await cache.FindAsync(demande, pasAvant, ct) is { } kept) return new(kept.Reponse(), kept.DateDonnee);
        var lue = await source.LireAsync(demande, ct);
        var moment = Maintenant();
        if (CacheRow.Of(lue, moment.Machine, moment.Affaires) is { } row)
        {
            // What came is kept, whoever gives up meanwhile.
            await cache.KeepAsync(demande, row, CancellationToken.None);
            return new(lue.Reponse, moment.Affaires);
        }

        // Nobody knows now: what was known last is better than nothing, and says of when it is.
        return lue.Reponse is ReponseExposition.Echec echec && await cache.FindAsync(demande, null, ct) is { } last
            ? new(last.Reponse(), last.DateDonnee, DerniereConnue: true, echec.Message)
            : new(lue.Reponse, moment.Affaires);
    }

    public IAsyncEnumerable<KeyValuePair<DemandeExposition, LectureExposition>> ConnuesAsync(
        DateTimeOffset pasAvant, CancellationToken ct) => cache.AllAsync(pasAvant, ct);

    public async IAsyncEnumerable<PageExposition> ListerAsync(
        RouteExposition route, string? millesime, DateTimeOffset? pasAvant, [EnumeratorCancellation] CancellationToken ct)
    {
        var seen = new HashSet<(string?, string, string?, string?)>();
        var avancement = new AvancementListe(LecturePage.NomDe(route));
        for (var page = 1; page <= PagesMaximum; page++)
        {
            var (lue, date) = await PageAsync(route, millesime, page, pasAvant, ct);
            if ((lue.Panne ?? avancement.Panne(lue)) is { } panne)
            {
                yield return new(page, [], date, [], panne);
                yield break;
            }

            if (avancement.EstRedecoupee(lue))
            {
                // Other settings, or the other generation: what stands on this page is not what follows the one before.
                (page, pasAvant) = (0, DateTimeOffset.MaxValue);
                continue;
            }

            var records = lue.Fiches.Where(fiche => seen.Add(LecturePage.Cle(fiche))).Select(fiche => fiche.Enregistrement).ToList();
            var last = avancement.Noter(page, lue, seen.Count);
            yield return new(page, records, date, [.. lue.Avertissements, .. avancement.Avertissements(last)]);
            if (last) yield break;
        }
    }

    private async Task<(PageLue Page, DateTimeOffset Date)> PageAsync(
        RouteExposition route, string? millesime, int page, DateTimeOffset? pasAvant, CancellationToken ct)
    {
        if (await listes.FindAsync(route, millesime, page, pasAvant, ct) is { } kept) return kept;
        var lue = await source.ListerAsync(route, millesime, page, ct);
        var moment = Maintenant();
        if (lue.Panne is null) await listes.KeepAsync(route, millesime, page, lue, moment, ct);
        return (lue, moment.Affaires);
    }

    private Moment Maintenant() => Moment.De(time.GetUtcNow(), clock.Now);
}
