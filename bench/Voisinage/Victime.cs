using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.Voisinage;

/// <summary>Milliseconds of the answers to pushes, and from the acceptance of an OPI to its arrival at Apogée.</summary>
internal sealed record Attentes(int Count, double AnswerMedian, double AnswerP99, double DeliveryMedian, double DeliveryMax)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Count} pushes, answered in {AnswerMedian:F0} ms (median) and {AnswerP99:F0} ms (p99); OPI delivered in {DeliveryMedian:F0} ms (median) and {DeliveryMax:F0} ms (slowest)");
}

/// <summary>The établissement that does no harm: ten pushes a second as Parcoursup sends them, and two OPI of another client.</summary>
internal sealed class Victime(string gateway, ApogeeInstantane apogee)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Opi = File.ReadAllText(Wrk.Message);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private int _next = 100_000;

    public async Task<Attentes> MeasureAsync(TimeSpan duration)
    {
        var (answers, deliveries, watch) = (new List<Task<double>>(), new List<Task<double>>(), Stopwatch.StartNew());
        for (var turn = 0; watch.Elapsed < duration; turn++)
        {
            // At its own pace, whether the former one was answered or not: a slow answer delays no other call.
            answers.Add(PushAsync(_next++));
            if (turn % 5 == 0) deliveries.Add(DeliverAsync(_next++));
            var next = (turn + 1) * Between - watch.Elapsed;
            if (next > TimeSpan.Zero) await Task.Delay(next);
        }

        double[] answered = [.. (await Task.WhenAll(answers)).Order()], delivered = [.. (await Task.WhenAll(deliveries)).Order()];
        return new(answered.Length, answered[answered.Length / 2], answered[(int)(answered.Length * 0.99)], delivered[delivered.Length / 2], delivered[^1]);
    }

    private async Task<double> PushAsync(int candidat)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await _http.PostAsync(
            $"{gateway}/parcoursup/{Etablissements.VictimeUai}/admissionCandidat", Push.Of(candidat, Etablissements.VictimeUai, "psup-victime"));
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"push: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private async Task<double> DeliverAsync(int number)
    {
        var opi = FormattableString.Invariant($"E{number}");
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway + "/services/OpiMetier")
        {
            Content = new StringContent(Opi.Replace("@OPI@", opi, StringComparison.Ordinal), Encoding.UTF8, "text/xml"),
        };
        request.Headers.Add("SOAPAction", "\"\"");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"ecandidat-victime:{Etablissements.Password}")));
        using var answer = await _http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"OPI: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        var accepted = Stopwatch.GetTimestamp();
        long? arrival;
        while ((arrival = apogee.ArrivalOf(opi)) is null)
        {
            if (Stopwatch.GetElapsedTime(accepted) > Patience) return Patience.TotalMilliseconds;
            await Task.Delay(20);
        }

        return Math.Max(0, Stopwatch.GetElapsedTime(accepted, arrival.Value).TotalMilliseconds);
    }
}

/// <summary>The body of a push.</summary>
internal static class Push
{
    public static StringContent Of(int candidat, string uai, string login, string? password = null) => new(
        FormattableString.Invariant(
            $$"""
            {"identifiant":{"login":"{{login}}","pwd":"{{password ?? Etablissements.Password}}"},"donneesCandidat":{"session":2026,"codeCandidat":{{candidat}},
             "codeFormationPsup":8842,"codeSISE":"2500001","codeAmenagement":0,"codeSituation":1,"dateReponse":"05/06/2026 10:00","ine":"{{candidat:D9}}AA",
             "sexe":"F","nom":"Lefèvre","prenom":"Zoé","dateNaissance":"12/02/2008","codePaysNaissance":"FR","departementNaissance":"73",
             "codeCommuneNaissance":"73065","codePaysNationalite":"99100","adresse1":"1 rue de l'Église","codePostal":"73000","codeCommune":"73065",
             "codePaysadresse":"FR","mail":"candidat@example.org","internat":0,"codeEtablissement":"{{uai}}","codeEtablissementAffectation":"{{uai}}"} }
            """), Encoding.UTF8, "application/json");
}
