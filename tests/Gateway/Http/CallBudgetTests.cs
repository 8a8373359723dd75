using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>What one key, and one établissement, may ask of all (rule J1).</summary>
public sealed class CallBudgetTests(PostgresServer postgres) : IAsyncLifetime
{
    private const string Line = """{"session":2026,"codeCandidat":7,"codeFormationPsup":8842,"premiereAnnee":true,"payee":true,"dateMaj":"2026-06-09T08:00:00+02:00"}""";

    private SharedGateway _shared = null!;

    private GatewayInstance Gateway => _shared.Gateway;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync() => await _shared.DisposeAsync();

    [Fact]
    public async Task A_key_that_calls_without_end_is_told_to_wait_and_another_is_answered()
    {
        await StartAsync("--Debit:AppelsParSeconde=1", "--Debit:Rafale=40");
        using var http = Gateway.Client(_shared.Key);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => http.GetAsync(_shared.Etab.Path + "synthese")));

        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.OK);
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Contains("plus de 1 appels par seconde", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var other = Gateway.Client(await Gateway.CreateKeyAsync("autre", _shared.Etab.Code));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(_shared.Etab.Path + "synthese")).StatusCode);
    }

    [Fact]
    public async Task Large_sends_of_an_établissement_are_read_one_at_a_time_and_those_of_another_beside_them()
    {
        await StartAsync();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var first = SendAsync(_shared.Key, _shared.Etab, new StreamContent(pipe.Reader.AsStream()));
        // More than what the client gathers before it sends anything.
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(new string(' ', 256 * 1024) + Line + "\n"));
        // Eight wait, whatever the key; who comes then is told so.
        var (waiting, answers) = (new List<Task>(), new ConcurrentQueue<HttpResponseMessage>());
        var key = await Gateway.CreateKeyAsync("autre", _shared.Etab.Code);
        await Poll.UntilAsync(async () =>
        {
            waiting.Add(NoteAsync(waiting.Count % 2 == 0 ? key : _shared.Key));
            await Task.Delay(50);
            return answers.Any(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        });
        Assert.Equal(TimeSpan.FromSeconds(10), answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests).Headers.RetryAfter!.Delta);
        Assert.False(first.IsCompleted);

        var other = await SendAsync(await Gateway.CreateKeyAsync("lacs", _shared.Other.Code), _shared.Other, new StringContent(Line));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        await pipe.Writer.CompleteAsync();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        await Task.WhenAll(waiting);
        Assert.All(answers, a => Assert.Contains(a.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.TooManyRequests]));
        Assert.True(answers.Count(a => a.StatusCode == HttpStatusCode.OK) >= 8);

        async Task NoteAsync(string whose) => answers.Enqueue(await SendAsync(whose, _shared.Etab, new StringContent(Line)));
    }

    private async Task StartAsync(params string[] settings)
    {
        _shared = new SharedGateway(postgres) { Settings = settings };
        await _shared.InitializeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(string key, TestEtablissement etab, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return await Gateway.Client(key).PostAsync(etab.Path + "inscriptions", content);
    }
}
