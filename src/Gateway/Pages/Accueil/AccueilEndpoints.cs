using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Suivi.Releves;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Accueil;

/// <summary>Where one arrives: the établissements, and of each what waits this morning.</summary>
public static class AccueilEndpoints
{
    public static void MapCommun(RouteGroupBuilder pages) => pages.MapGet("/", ListAsync).PourConnectes();

    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/", MorningAsync).Pour(Niveau.Lecture);
        etablissement.MapGet("/campagne", async (HttpContext http, ReleveBook book) => http.Page<CampagnePage>(
            "La campagne", await book.DerniersAsync(http.Etablissement().Code, DaysShown, http.RequestAborted))).Pour(Niveau.Lecture);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, ConfigurationDirectory directory, CeQuiAttend waiting, TravauxVus travaux, Navigation navigation,
        IEnumerable<IAttenteCommune> communes)
    {
        var who = http.Features.Get<Utilisateur>()!;
        var mine = directory.Current.Etablissements.Where(e => who.Sur(e.Code) is not null).ToList();
        if (!who.EstExploitant && SeulePage(mine, [.. navigation.Passerelle(who)]) is { } only) return http.Suite(only);
        var rows = new List<LigneEtablissement>();
        // A gateway of a hundred établissements still answers at once: what waits is told on each one's own page.
        foreach (var one in mine)
            rows.Add(new(one, mine.Count <= MostCounted ? await waiting.DeAsync(one, http.RequestAborted) : null));
        var alertes = who.EstExploitant ? (await travaux.CommunsAsync(http.RequestAborted)).Count(t => t.Alerte is not null) : 0;
        var tiles = new List<TuileCommune>();
        foreach (var one in communes) tiles.AddRange(await one.PourAsync(who, http.RequestAborted));
        return http.Page<EtablissementsPage>("Établissements", new Passerelle(rows, alertes, tiles));
    }

    // Who has one thing to do here arrives at it.
    private static string? SeulePage(IReadOnlyList<EtablissementModel> mine, IReadOnlyList<EntreeMenu> others) => (mine, others) switch
    {
        ([var only], []) => "/etablissements/" + Uri.EscapeDataString(only.Code),
        ([], [var only]) => only.Chemin,
        _ => null,
    };

    private const int MostCounted = 30;
    private const int DaysShown = 120;
    private const int HoursShown = 24;

    private static async Task<IResult> MorningAsync(
        HttpContext http, CeQuiAttend waiting, ChiffresDuMatin chiffres, EnvoisParHeure envois, IBusinessClock clock)
    {
        var (etablissement, ct) = (http.Etablissement(), http.RequestAborted);
        return http.Page<AccueilPage>("Ce matin", new Matin(
            await waiting.DeAsync(etablissement, ct), await chiffres.DeAsync(etablissement, ct),
            await envois.DerniersAsync(etablissement.Code, HoursShown, ct), clock.Now));
    }

    /// <param name="TravauxEnAlerte">Planned work of no établissement that did not succeed in its time.</param>
    /// <param name="Tuiles">What waits and is of no établissement.</param>
    public sealed record Passerelle(
        IReadOnlyList<LigneEtablissement> Lignes, int TravauxEnAlerte, IReadOnlyList<TuileCommune> Tuiles);

    public sealed record LigneEtablissement(EtablissementModel Etablissement, Attente? Attente);

    /// <param name="Chiffres">Null: nothing has been counted yet.</param>
    public sealed record Matin(Attente Attente, Chiffres? Chiffres, IReadOnlyList<HeureEnvois> Envois, DateTimeOffset Maintenant)
    {
        /// <summary>A count that may be cut at its bound.</summary>
        public static string AuPlus(long nombre) => nombre > Attente.Plafond
            ? $"plus de {Fr.Nombre(Attente.Plafond)}" : nombre.ToString(CultureInfo.InvariantCulture);
    }
}
