using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>
/// An error says nothing of anybody: a value of the very request may be quoted to a sender who has proved who he is, what the gateway
/// holds of a person never, in body and headers alike (docs/securite/donnees-personnelles.md).
/// </summary>
public sealed partial class ErreursSansPersonneTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Sent = "Intrusiva";

    // Of her whom the gateway knows.
    private static readonly string[] Held = ["Zyxwora", "Qwertine", "987654321ZQ", "987654321Z", "zq77@marque.example", "0699887766", "impasse du Marqueur"];

    private const string BadQuery = "?etat=zorglub&nature=zorglub&page=x&session=x&essai=peut-etre";

    private static readonly string[] Bodies = ["", "{", "[]", "{}", "x;y\n1;2\n", """{"session":2026,"codeCandidat":17,"zorglub":true}""", """[{"session":2026,"codeCandidat":17,"resultat":"PEUT-ETRE","date":"hier"}]"""];

    private readonly ConcurrentQueue<string> _measured = [];
    private readonly List<string> _errors = [];

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync();
        SharedGateway.AddAccount(etab, "ecandidat", "mdp-ecandidat", "E");
        etab.UseService(voie: "Soap");
        return etab;
    }

    [Fact]
    public async Task No_refusal_of_any_address_tells_anything_of_a_person_who_is_known()
    {
        using var meters = Meters();
        using var activities = Activities();
        await StartAsync(openGate: true, "--Debit:AppelsParSeconde=100000", "--Debit:Rafale=100000");
        await FillAsync();

        foreach (var (method, pattern) in Routes())
            foreach (var (key, basic) in new (string?, string?)[] { (Administrator, null), (null, null), (null, "ecandidat:mdp-ecandidat"), (null, TraitementCalls.JobAccount), ("pg_00", null) })
                foreach (var body in method is "POST" or "PUT" ? Bodies : [""])
                    foreach (var query in key == Administrator ? new[] { "", BadQuery } : [BadQuery])
                        await SendAsync(new HttpMethod(method), Concrete(pattern) + query, body, key, basic);

        Assert.True(_errors.Count > 500, $"Only {_errors.Count} refusals were seen.");
        AssertSilent(_errors, Held);
        Assert.NotEmpty(_measured);
        AssertSilent(_measured, Held);
    }

    [Fact]
    public async Task A_value_of_the_request_is_quoted_to_its_sender_once_he_has_proved_who_he_is_and_to_nobody_else()
    {
        await StartAsync(openGate: false);
        await FillAsync();
        var hers = Voeu(18);
        (hers["nom"], hers["prenom"], hers["codeSituation"], hers["ine"]) = (Sent, Sent, "Situation " + Sent, "INE " + Sent);

        await PushAsync("mdp-faux", hers);
        await OpiAsync("ecandidat:mdp-faux", "Zorglub " + Sent);
        await SendAsync(HttpMethod.Post, Etab.Path + "inscriptions", $$"""[{"session":2026,"ine":"{{Sent}}","payee":"{{Sent}}"}]""", null, null);
        Assert.Equal(3, _errors.Count);
        AssertSilent(_errors, [.. Held, Sent]);

        _errors.Clear();
        await PushAsync(TestEtablissement.PushPassword, hers);
        await OpiAsync("ecandidat:mdp-ecandidat", "Zorglub " + Sent);
        var told = (await Api.PostAsync(Etab.Path + "resultats-bac", new JsonArray(new JsonObject { ["session"] = 2026, ["codeCandidat"] = 17, ["resultat"] = "Peut-être " + Sent, ["date"] = "2026-07-07" })))!.ToJsonString();
        Assert.Contains(Sent, told, StringComparison.Ordinal);
        AssertSilent([.. _errors, told], Held);
    }

    private string Administrator => Api.Http.DefaultRequestHeaders.Authorization!.Parameter!;

    private async Task FillAsync()
    {
        var her = Voeu(17);
        (her["nom"], her["prenom"], her["ine"], her["mail"], her["telMobile"], her["adresse1"]) = (Held[0], Held[1], Held[2], Held[4], Held[5], "3 " + Held[6]);
        await PushAsync(her);
        await AtRestAsync();
        Assert.Contains(Held[0], (await GetAsync("candidats/2026/17"))!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    private Task PushAsync(string password, JsonObject voeu) => SendAsync(HttpMethod.Post, $"/parcoursup/{Etab.Uai}/admissionCandidat",
        new JsonObject { ["identifiant"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["pwd"] = password }, ["donneesCandidat"] = voeu.DeepClone() }.ToJsonString(), null, null);

    private Task OpiAsync(string account, string nom) => SendAsync(HttpMethod.Post, OpiPath, Envelope(Individu("E18", mail: nom, nom: nom) + Voeux(("L1DROI", "Z"))), null, account);

    private async Task SendAsync(HttpMethod method, string path, string body, string? key, string? basic)
    {
        using var http = Gateway.Client(null);
        using var request = new HttpRequestMessage(method, path);
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/xml" : "application/json");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (basic is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode < 400 && answer.StatusCode != HttpStatusCode.OK) return;
        var text = await answer.Content.ReadAsStringAsync();
        // A push is refused with NOK, whatever the status.
        if ((int)answer.StatusCode >= 400 || text.Contains("\"NOK\"", StringComparison.Ordinal))
            _errors.Add($"{method} {path} → {(int)answer.StatusCode} {answer.Headers}{answer.Content.Headers}\n{text}");
    }

    private static void AssertSilent(IEnumerable<string> texts, string[] markers) => Assert.All(texts, text =>
        Assert.All(markers, marker => Assert.False(text.Contains(marker, StringComparison.OrdinalIgnoreCase), $"{marker} in: {text}")));

    private IEnumerable<(string Method, string Pattern)> Routes() => Gateway.Services.GetServices<EndpointDataSource>()
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(m => (m, "/" + e.RoutePattern.RawText!.Trim('/'))))
        .Where(r => r.m != "HEAD").Distinct();

    private string Concrete(string pattern) => Parameter().Replace(pattern, m => m.Groups[1].Value.Split(':')[0] switch
    {
        "etab" => Etab.Code, "uai" => Etab.Uai, "session" => "2026", "codeCandidat" or "codOpi" => "17", "champ" => "nom",
        var other => other.StartsWith('*') ? "x" : 1.ToString(CultureInfo.InvariantCulture),
    });

    private MeterListener Meters()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, it) => it.EnableMeasurementEvents(instrument) };
        void Take<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            foreach (var tag in tags) _measured.Enqueue($"{instrument.Name} {tag.Key}={tag.Value}");
        }

        listener.SetMeasurementEventCallback<long>(Take);
        listener.SetMeasurementEventCallback<int>(Take);
        listener.SetMeasurementEventCallback<double>(Take);
        listener.Start();
        return listener;
    }

    private ActivityListener Activities()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                foreach (var tag in activity.TagObjects) _measured.Enqueue($"{activity.DisplayName} {tag.Key}={tag.Value}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}
