using System.Diagnostics;
using System.Net;

namespace Parcoursup.Gateway.Pages;

/// <summary>Milliseconds of one question, asked again and again.</summary>
internal sealed record Temps(Question Question, double Cible, double Mediane, double P99)
{
    public bool Tient => P99 <= Cible;
}

/// <summary>Asks each question after a warm-up, one at a time: what a page costs, not how many there may be at once.</summary>
internal sealed class Mesure(Visiteur visiteur, int fois)
{
    private const double CiblePage = 300;
    private const double CibleRecherche = 500;
    private const int Avant = 2;

    // A page that takes so long is asked less often.
    private const double Lente = 2000;

    public async Task<Temps> DeAsync(Question question)
    {
        var jeton = question.Recherche is null ? "" : await visiteur.JetonAsync(question.Adresse);
        var times = new List<double>();
        for (var i = 0; i < Avant + fois; i++)
        {
            var watch = Stopwatch.StartNew();
            await AskAsync(question, jeton);
            if (i >= Avant) times.Add(watch.Elapsed.TotalMilliseconds);
            if (watch.Elapsed.TotalMilliseconds > Lente && times.Count >= 3) break;
        }

        times.Sort();
        return new(question, question.Recherche is null ? CiblePage : CibleRecherche, times[times.Count / 2],
            times[(int)Math.Ceiling(times.Count * 0.99) - 1]);
    }

    public async Task AskAsync(Question question, string jeton)
    {
        using var answer = question.Recherche is { } words
            ? await visiteur.EnvoyerAsync(question.Adresse, jeton, ("recherche", words), ("page", $"{question.Page}"))
            : await visiteur.Http.GetAsync(question.Adresse);
        await answer.Content.ReadAsByteArrayAsync();
        // A search that finds one leads to his page.
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Found))
            throw new InvalidOperationException($"{question.Adresse} answered {(int)answer.StatusCode}.");
    }
}
