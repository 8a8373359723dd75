using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class RecuperationClientTests : IDisposable
{
    private readonly HttpClient _http = new(ParcoursupHttp.CreateHandler());

    public void Dispose() => _http.Dispose();

    private Task<RecuperationResultat> PullAsync(string url, int delay = 300, int? candidat = null, int? formation = null) =>
        new ParcoursupClient(_http, TimeProvider.System)
            .GetCandidatsAdmisAsync(Samples.Options(url) with { DelaiSecondes = delay }, Samples.Uai, candidat, formation, default);

    private async Task<RecuperationResultat> AnsweredAsync(string body, int status = 200)
    {
        await using var server = await LoopbackServer.AnsweringAsync(body, status);
        return await PullAsync(server.Url);
    }

    private static async Task<int> CountAsync(ListeRecue list)
    {
        await using var content = list.Contenu;
        CandidatsAdmisElement? last = null;
        await foreach (var element in CandidatsAdmisReader.ReadAsync(content.OpenRead(), 2026)) last = element;
        return Assert.IsType<FinDeListe>(last).Nombre;
    }

    [Fact]
    public async Task A_list_is_received_and_the_request_names_the_etablissement_and_the_filters()
    {
        await using var server = await LoopbackServer.AnsweringAsync("[" + Samples.Candidat + "]");
        var list = Assert.IsType<ListeRecue>(await PullAsync(server.Url, candidat: 17, formation: 8842));

        Assert.Equal(1, await CountAsync(list));
        var (path, body) = Assert.Single(server.Received);
        Assert.Equal("/ApiRest/getCandidatsAdmis", path);
        Assert.EndsWith(""","codeEtablissement":"0730013T","codeCandidat":17,"codeFormationpsup":8842}""", body, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Encoding.UTF8.GetString(list.Requete.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_request_has_no_filters()
    {
        await using var server = await LoopbackServer.AnsweringAsync("[]");
        Assert.Equal(0, await CountAsync(Assert.IsType<ListeRecue>(await PullAsync(server.Url))));
        Assert.EndsWith(""","codeEtablissement":"0730013T"}""", server.Received[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_big_list_goes_through_a_temporary_file()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            await using var body = new RepeatingStream(Encoding.UTF8.GetBytes(Samples.Candidat), 8_000);
            await body.CopyToAsync(context.Response.Body);
        });
        var list = Assert.IsType<ListeRecue>(await PullAsync(server.Url));
        Assert.True(list.Contenu.Length > 5_000_000);
        Assert.Equal(8_000, await CountAsync(list));
    }

    [Fact]
    public async Task A_list_that_keeps_flowing_may_take_longer_than_the_delay()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            await context.Response.WriteAsync("[");
            for (var i = 0; i < 6; i++)
            {
                await context.Response.Body.FlushAsync();
                await Task.Delay(1_000);
                await context.Response.WriteAsync(" ");
            }

            await context.Response.WriteAsync("]");
        });
        Assert.Equal(0, await CountAsync(Assert.IsType<ListeRecue>(await PullAsync(server.Url, delay: 5))));
    }

    [Theory]
    [InlineData("""{"retour":"NOK","message":"Etablissement inconnu"}""", 200, false)]
    [InlineData("""{"retour":"NOK","message":"Login ou mot de passe incorrect"}""", 200, true)]
    [InlineData("""{"retour":"NOK","message":"non"}""", 401, true)]
    [InlineData("", 403, true)]
    public async Task A_NOK_is_a_refusal_that_tells_whether_our_credentials_are_meant(string body, int status, bool credentials)
    {
        var refused = Assert.IsType<RecuperationRefusee>(await AnsweredAsync(body, status));
        Assert.Equal(credentials, refused.IdentifiantsRefuses);
        Assert.NotEmpty(refused.Explication);
    }

    [Theory]
    [InlineData("<html></html>", 200)]
    [InlineData("", 200)]
    [InlineData("[]", 503)]
    [InlineData("""{"retour":"OK","message":""}""", 200)]
    [InlineData("""{"retour":"NOK","message":"Trop d'appels"}""", 200)]
    public async Task What_is_no_list_is_a_failure(string body, int status) =>
        Assert.Equal($"HTTP {status}", Assert.IsType<RecuperationEchec>(await AnsweredAsync(body, status)).Technique);

    [Fact]
    public async Task Network_failures_say_what_happened()
    {
        Assert.Equal("ConnectionError", Assert.IsType<RecuperationEchec>(await PullAsync($"http://127.0.0.1:{RawServer.FreePort()}/")).Technique);
        Assert.Equal("NameResolutionError", Assert.IsType<RecuperationEchec>(await PullAsync("https://serveur-inconnu.invalid/")).Technique);
        await using var silent = new RawServer((_, ct) => Task.Delay(Timeout.Infinite, ct));
        Assert.Equal("Timeout", Assert.IsType<RecuperationEchec>(await PullAsync(silent.Url, delay: 1)).Technique);
    }

    [Fact]
    public async Task The_service_extension_gives_a_working_client()
    {
        await using var server = await LoopbackServer.AnsweringAsync("[]");
        await using var services = new ServiceCollection().AddLogging().AddParcoursupAdapter().BuildServiceProvider();
        var result = await services.GetRequiredService<ParcoursupClient>()
            .GetCandidatsAdmisAsync(Samples.Options(server.Url), Samples.Uai, null, null, default);
        Assert.Equal(0, await CountAsync(Assert.IsType<ListeRecue>(result)));
    }
}
