using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

/// <summary>The interface synchrone as a foreign server plays it: canned answers, delays, a state that changes between two calls.</summary>
public sealed class ContratTests : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly HttpClient _http = new(ParcoursupHttp.CreateHandler());
    private readonly ParcoursupClient _client;

    public ContratTests() => _client = new ParcoursupClient(_http, TimeProvider.System);

    private ParcoursupOptions Options => Samples.Options(_server.Url! + "/ApiRest/");

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_feedback_is_one_POST_of_JSON_with_its_length_and_what_is_accepted_in_return()
    {
        Answer("majInscriptionAdministrative", 200, """{"retour":"OK","message":""}""");

        var echange = await _client.MajInscriptionAsync(Options, Samples.Maj, default);

        Assert.IsType<IssueEnvoi.Acquittee>(echange.Issue);
        var request = Assert.Single(_server.LogEntries).RequestMessage!;
        Assert.Equal(("POST", "/ApiRest/majInscriptionAdministrative"), (request.Method, request.AbsolutePath));
        Assert.Equal("application/json; charset=utf-8", Assert.Single(request.Headers!["Content-Type"]));
        Assert.Equal("application/json", Assert.Single(request.Headers["Accept"]));
        Assert.Equal(request.BodyAsBytes!.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Assert.Single(request.Headers["Content-Length"]));
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    public async Task Whatever_the_answer_nothing_is_asked_a_second_time(int status)
    {
        Answer("*", status, "non");

        await _client.MajInscriptionAsync(Options, Samples.Maj, default);
        await _client.GetCandidatsAdmisAsync(Options, Samples.Uai, null, null, default);

        Assert.Equal(2, _server.LogEntries.Count);
    }

    [Fact]
    public async Task A_service_that_comes_back_is_heard_at_the_next_call()
    {
        Step("start", "up", 503, "maintenance");
        Step("up", "up", 200, """{"retour":"OK","message":"pris"}""");

        var first = (await _client.MajInscriptionAsync(Options, Samples.Maj, default)).Issue;
        var second = (await _client.MajInscriptionAsync(Options, Samples.Maj, default)).Issue;

        Assert.Equal("503", Assert.IsType<IssueEnvoi.EchecTechnique>(first).Code);
        Assert.Equal(new IssueEnvoi.Acquittee("pris"), second);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_may_have_been_processed()
    {
        _server.Given(Request.Create().WithPath("/ApiRest/*")).RespondWith(Response.Create().WithBody("{}").WithDelay(TimeSpan.FromMinutes(1)));

        var issue = (await _client.MajInscriptionAsync(Options with { DelaiSecondes = 1 }, Samples.Maj, default)).Issue;

        Assert.IsType<IssueEnvoi.Incertaine>(issue);
    }

    [Fact]
    public async Task A_refusal_instead_of_a_list_keeps_its_words_and_its_bytes()
    {
        const string body = """{"retour":"NOK","message":"Etablissement 0730013T inconnu"}""";
        Answer("getCandidatsAdmis", 200, body);

        var refused = Assert.IsType<RecuperationRefusee>(
            await _client.GetCandidatsAdmisAsync(Options, Samples.Uai, null, null, default));

        Assert.Equal("Etablissement 0730013T inconnu", refused.Message);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(refused.Reponse.Span));
    }

    private void Answer(string method, int status, string body) => _server.Given(Request.Create().WithPath("/ApiRest/" + method))
        .RespondWith(Response.Create().WithStatusCode(status).WithBody(body));

    private void Step(string state, string next, int status, string body)
    {
        var given = _server.Given(Request.Create().WithPath("/ApiRest/*")).InScenario("service");
        (state == "start" ? given : given.WhenStateIs(state)).WillSetStateTo(next)
            .RespondWith(Response.Create().WithStatusCode(status).WithBody(body));
    }
}
