using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;
using CleVoeu = Parcoursup.Gateway.Simulators.Parcoursup.CleVoeu;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The gestures of one day, each of which ends at rest or says why not.</summary>
internal sealed class Journee(Campagne campagne, Installation installation, Repos repos, IEcran ecran, ICollection<string> anomalies,
    TimeProvider clock)
{
    private const int Lot = 500;
    private const int TentativesRecuperation = 30;
    private const int ToursRemontee = 8;

    // The whole campaign lies in summer time.
    private static readonly TimeSpan Ete = TimeSpan.FromHours(2);

    public Task AllerAAsync(DateOnly jour, int heure, int minute, CancellationToken cancellationToken) =>
        installation.ReglerHorlogeAsync(Instant(jour, heure, minute), cancellationToken);

    /// <param name="oubliees">Answers that Parcoursup never pushes: only the pull shows them.</param>
    public async Task PousserAsync(IReadOnlyCollection<CleVoeu> voeux, int oubliees, CancellationToken cancellationToken)
    {
        if (voeux.Count == 0)
            return;

        var bilan = await installation.Parcoursup.PousserAsync(voeux, cancellationToken);
        var perdues = oubliees + bilan.Perdues.Count == 0 ? ""
            : " ; " + Accord.De(oubliees + bilan.Perdues.Count,
                "perdue, la récupération la retrouvera", "perdues, la récupération les retrouvera");
        ecran.Dire($"   {Accord.De(bilan.Envoyees, "réponse poussée par Parcoursup", "réponses poussées par Parcoursup")}, "
            + $"{Accord.De(bilan.Acquittees, "acquittée")}{perdues}");
    }

    public async Task PublierAsync(IReadOnlyList<ResultatBac> resultats, CancellationToken cancellationToken)
    {
        foreach (var (etablissement, api) in installation.Apis)
        {
            foreach (var lot in resultats.Where(r => campagne.EtablissementsDe[r.Candidat].Contains(etablissement)).Chunk(Lot))
                Controler("résultats du bac",
                    await api.EnvoyerResultatsAsync(new JsonArray([.. lot.Select(Releves.Ecrire)]), cancellationToken));
        }

        if (resultats.Count > 0)
            ecran.Dire($"   {Accord.De(resultats.Count, "résultat du baccalauréat reçu", "résultats du baccalauréat reçus")}");
    }

    /// <summary>The IAs of Apogée; the other systems have ways of their own.</summary>
    public async Task InscrireAsync(DateOnly jour, IEnumerable<Inscription> toutes, CancellationToken cancellationToken)
    {
        var inscriptions = toutes.Where(i => Formations.De(i.Formation).Etablissement == Etablissements.Alpes).ToList();
        // Each a second after the other, so that a cancellation is younger than what it cancels.
        var matin = Instant(jour, 8, 0);
        var lignes = inscriptions.Select((inscription, rang) => Releves.Ecrire(inscription, matin.AddSeconds(rang)));
        foreach (var lot in lignes.Chunk(Lot))
            Controler("IA", await installation.Api.EnvoyerInscriptionsAsync(new JsonArray(lot), cancellationToken));
        if (inscriptions.Count > 0)
            ecran.Dire($"   {Accord.De(inscriptions.Count, "IA transmise par Apogée", "IA transmises par Apogée")} "
                + $"({Accord.De(inscriptions.Count(i => i.Annulee), "annulation")})");
    }

    /// <summary>Asks until a pull can be trusted: an empty, refused or failed one withdraws nobody and is asked again.</summary>
    public async Task RecupererAsync(CancellationToken cancellationToken)
    {
        // An accident that was ordered strikes the first.
        await RecupererAsync(installation.Api, cancellationToken);
        await Task.WhenAll(installation.Apis.Values.Where(api => api != installation.Api)
            .Select(api => RecupererAsync(api, cancellationToken)));
    }

    private async Task RecupererAsync(GatewayApi api, CancellationToken cancellationToken)
    {
        for (var tentative = 1; tentative <= TentativesRecuperation; tentative++)
        {
            var recuperation = await api.RecupererAsync(cancellationToken);
            if (recuperation?["deConfiance"]?.GetValue<bool>() == true)
                return;

            ecran.Dire(
                $"   Récupération sans confiance : {recuperation?["message"]?.ToString() ?? "échec"} ; personne n'est désisté, on "
                + $"redemande");
            await Task.Delay(TimeSpan.FromMilliseconds(300), clock, cancellationToken);
        }

        throw new DemoException("Aucune récupération de confiance n'a abouti.");
    }

    /// <summary>The daily feedback at eight in the evening, and "send now" for what a fault has put off.</summary>
    public async Task<Syntheses> RemonterAsync(DateOnly jour, CancellationToken cancellationToken)
    {
        await AllerAAsync(jour, 20, 5, cancellationToken);
        var syntheses = await repos.AttendreAsync(null, cancellationToken);
        for (var tour = 0; tour < ToursRemontee && (tour == 0 || syntheses.Total(s => s.IaARemonter) > 0); tour++)
        {
            foreach (var api in installation.Apis.Values)
                await api.RemonterAsync(cancellationToken);
            syntheses = await repos.AttendreAsync(null, cancellationToken);
        }

        return syntheses;
    }

    private void Controler(string quoi, JsonNode? rapport)
    {
        var refusees = rapport?["refusees"]?.GetValue<int>() ?? 0;
        if (refusees > 0)
            anomalies.Add(
                $"{Accord.De(refusees, "ligne refusée")} parmi les {quoi} : "
                + $"{rapport!["lignes"]?.AsArray().FirstOrDefault()?.ToJsonString()}");
    }

    private static DateTimeOffset Instant(DateOnly jour, int heure, int minute) => new(jour.ToDateTime(new TimeOnly(heure, minute)), Ete);
}
