using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>What an answer says to whoever passes it on or shows it.</summary>
public sealed class AnswerHeadersTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData("/api/etablissements", 401)]
    [InlineData("/api/etablissements/univ-alpes/synthese", 200)]
    [InlineData("/services/OpiMetier?wsdl", 200)]
    [InlineData("/sante", 200)]
    [InlineData("/inconnu", 404)]
    public async Task It_is_kept_by_nobody_and_shown_in_no_page(string path, int status)
    {
        var answer = await shared.Gateway.Http.SendAsync(HttpMethod.Get, path, key: status == 200 && path.StartsWith("/api", StringComparison.Ordinal) ? shared.Key : null);

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("no-store", Assert.Single(answer.Headers.GetValues("Cache-Control")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_page_says_for_itself_what_it_may_show()
    {
        var answer = await shared.Gateway.Http.SendAsync(HttpMethod.Get, "/");

        Assert.DoesNotContain("default-src 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("no-cache", Assert.Single(answer.Headers.GetValues("Cache-Control")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sante/prete")]
    [InlineData("/services/OpiMetier?wsdl")]
    [InlineData("/api/etablissements/univ-alpes/synthese")]
    [InlineData("/inconnu")]
    public async Task A_probe_that_asks_for_the_head_gets_that_of_the_answer(string path)
    {
        var whole = await shared.Gateway.Http.SendAsync(HttpMethod.Get, path, key: shared.Key);
        var head = await shared.Gateway.Http.SendAsync(HttpMethod.Head, path, key: shared.Key);

        Assert.Equal((whole.Status, ""), (head.Status, head.Text));
        Assert.Equal(whole.Headers.GetValues("X-Content-Type-Options"), head.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task Over_TLS_it_asks_for_TLS_from_then_on()
    {
        await using var gateway = await GatewayInstance.StartAsync(shared.Storage, "--Adresses:Mandataires=127.0.0.1", "--Adresses:Publique=https://p.fr");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sante/vivante");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await gateway.Http.SendAsync(request);

        Assert.StartsWith("max-age=", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
    }
}
