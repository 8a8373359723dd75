using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Intake;

/// <summary>
/// Who shares the gateway and does there whatever its own keys and passwords allow (rule J1): two établissements, one on Apogée and one on
/// Scolarix. <c>bench/Voisinage</c> measures what the others feel of the same.
/// </summary>
internal sealed class Hostile : IAsyncDisposable
{
    public const string Code = "univ-hostile";
    private const string ScolarixCode = "univ-hostile-s";
    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string ReturnHeader = "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE\n";
    private const string ResultHeader = "session;codeCandidat;resultat;date\n";

    private static int _next = 1_000_000;

    private readonly GatewayInstance _gateway;
    private readonly TestEtablissement _apogee;
    private readonly TestEtablissement _scolarix;
    private readonly HttpClient _http;
    private readonly string _key;
    private readonly string _scolarixKey;

    private Hostile(GatewayInstance gateway, TestEtablissement apogee, TestEtablissement scolarix, string key, string scolarixKey)
    {
        (_gateway, _apogee, _scolarix, _key, _scolarixKey) = (gateway, apogee, scolarix, key, scolarixKey);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = gateway.Url, Timeout = Poll.Patience };
        Refused = new Dictionary<string, Func<HttpRequestMessage>>
        {
            ["ones instead of lines"] = () => To("inscriptions", "[" + string.Join(',', Enumerable.Repeat("1", 512 * 1024)) + "]", "application/json"),
            ["blanks"] = () => To("inscriptions", "[" + new string(' ', 2 * 1024 * 1024) + "]", "application/json"),
            ["refused lines"] = () => To("inscriptions", string.Concat(Enumerable.Repeat("{\"session\":2026}\n", 20_000)), Ndjson),
            ["refused results"] = () => To("resultats-bac", ResultHeader + string.Concat(Enumerable.Repeat("x;x;x;x\n", 20_000)), Csv),
            ["a workbook of refused results"] = () => To("resultats-bac", Book(11_000, () => "x")),
            ["a wrong password"] = () => Pushed(1, Guess()),
        };
        Taken = new Dictionary<string, Func<HttpRequestMessage>>
        {
            ["good lines"] = () => To("inscriptions", Lines(Count), Ndjson),
            ["good results"] = () => To("resultats-bac", ResultHeader + string.Concat(Numbers(Count).Select(n => $"2026;{n};ADMIS;07/07/2026\n")), Csv),
            ["a workbook of good results"] = () => To("resultats-bac", Book(1_000, Number)),
            ["a return file of good lines"] = () => To("scolarix/retours", ReturnHeader + string.Concat(Numbers(Count).Select(n => $"{n};;8842;VALIDEE;O;09/06/2026\n")), Csv),
            ["a return file of refused lines"] = () => To("scolarix/retours", ReturnHeader + string.Concat(Enumerable.Repeat(";x;;;;\n", 9_998)) + $";{Number()};;;;\n", Csv),
            // Noted, and refused when it is read.
            ["a return file of refused lines, too many"] = () => To("scolarix/retours", ReturnHeader + string.Concat(Enumerable.Repeat(";x;;;;\n", 40_000)), Csv),
            ["pushes"] = () => Pushed(int.Parse(Number(), CultureInfo.InvariantCulture), TestEtablissement.PushPassword),
        };
    }

    /// <summary>Of which nothing is kept, not even that it came.</summary>
    public IReadOnlyDictionary<string, Func<HttpRequestMessage>> Refused { get; }

    /// <summary>Of which something is to be applied.</summary>
    public IReadOnlyDictionary<string, Func<HttpRequestMessage>> Taken { get; }

    /// <summary>How many good lines each of them has.</summary>
    public int Count { get; set; } = 5_000;

    /// <summary>What the gateway said to each, as often as it was asked.</summary>
    public ConcurrentQueue<(string Abuse, HttpStatusCode Status)> Answers { get; } = [];

    public static async Task<Hostile> StartAsync(GatewayInstance gateway)
    {
        var (apogee, scolarix) = (await TestEtablissement.StartAsync(Code, SharedGateway.OtherUai), await TestEtablissement.StartAsync(ScolarixCode, "0690001B"));
        scolarix.Document.Remove("apogee");
        (scolarix.Document["sis"], scolarix.Document["scolarix"]) = ("Scolarix", new JsonObject { ["retour"] = new JsonObject() });
        await apogee.SaveAsync(gateway);
        await scolarix.SaveAsync(gateway);
        return new(gateway, apogee, scolarix, await gateway.CreateKeyAsync("hostile", Code), await gateway.CreateKeyAsync("hostile", ScolarixCode));
    }

    /// <summary>What was taken and is still to be applied.</summary>
    public async Task<long> BacklogAsync() => (await _gateway.QueryAsync<long>(
        "SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement IN (@Code, @ScolarixCode)", new { Code, ScolarixCode }))[0];

    public async Task<HttpStatusCode> SendAsync(HttpRequestMessage request, CancellationToken ct = default)
    {
        using (request)
        {
            using var answer = await _http.SendAsync(request, ct);
            await answer.Content.ReadAsByteArrayAsync(ct);
            return answer.StatusCode;
        }
    }

    /// <summary>Everything at once, each again as soon as it was answered.</summary>
    public Task WithoutEndAsync(CancellationToken ct) => Task.WhenAll(Refused.Concat(Taken).Select(abuse => Task.Run(
        async () =>
        {
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    Answers.Enqueue((abuse.Key, await SendAsync(abuse.Value(), ct)));
                }
                catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
                {
                    // It was cut off, and begins again.
                }
            }
        },
        CancellationToken.None)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _apogee.DisposeAsync();
        await _scolarix.DisposeAsync();
    }

    private static string Number() => Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);

    private static string Guess() => "essai-" + Number();

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(_ => Number());

    private static string Lines(int count) => string.Concat(Numbers(count).Select(n =>
        $$"""{"session":2026,"codeCandidat":{{n}},"codeFormationPsup":8842,"premiereAnnee":true,"payee":true,"dateMaj":"2026-06-09T08:00:00+02:00"}""" + "\n"));

    private static byte[] Book(int lines, Func<string> candidat)
    {
        return ClasseurTexte.Of(Enumerable.Range(0, lines).Select(_ => $"2026;{candidat()};ADMIS;07/07/2026").Prepend(ResultHeader.TrimEnd()));
    }

    private HttpRequestMessage To(string path, string body, string type) => To(path, new StringContent(body, Encoding.UTF8, type));

    private HttpRequestMessage To(string path, byte[] workbook) =>
        To(path, new ByteArrayContent(workbook) { Headers = { ContentType = new MediaTypeHeaderValue(Workbook) } });

    private HttpRequestMessage To(string path, HttpContent content)
    {
        var scolarix = path.StartsWith("scolarix", StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Post, (scolarix ? _scolarix : _apogee).Path + path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", scolarix ? _scolarixKey : _key);
        return request;
    }

    private static HttpRequestMessage Pushed(int candidat, string password)
    {
        var voeu = Voeu(candidat);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (SharedGateway.OtherUai, SharedGateway.OtherUai);
        var body = new JsonObject
        {
            ["identifiant"] = new JsonObject { ["login"] = TestEtablissement.PushLogin, ["pwd"] = password }, ["donneesCandidat"] = voeu,
        };
        return new HttpRequestMessage(HttpMethod.Post, $"/parcoursup/{SharedGateway.OtherUai}/admissionCandidat")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
    }
}
