using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Push;

/// <summary>Who sends a push is known before anything is made of it, and before the rest of a long one is read.</summary>
public sealed class PushIdentifiantsTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Address = "/parcoursup/0730013T/admissionCandidat";
    private const string Right = $$"""{"login":"{{TestEtablissement.PushLogin}}","pwd":"{{TestEtablissement.PushPassword}}"}""";
    private const string Wrong = """{"login":"psup-push","pwd":"faux"}""";

    // Long before the server's own minimum rate would end such a connection.
    private static readonly string Filler = new('a', 80_000);

    [Theory]
    [InlineData("{\"identifiant\":" + Wrong + ",\"x\":\"", "incorrect")]
    [InlineData("{\"x\":\"", "au début du message")]
    public async Task A_long_push_of_a_stranger_is_answered_before_its_end_is_sent(string beginning, string told)
    {
        await using var raw = await RawHttp.ConnectAsync(shared.Gateway.Url);
        await raw.SendAsync($"POST {Address} HTTP/1.1\r\nHost: p\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{beginning}{Filler}");

        var answer = await raw.ReceiveAsync().WaitAsync(Poll.Patience);

        Assert.Equal(401, answer.Status);
        Assert.Contains("Connection: close", answer.Head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(told, answer.Body.Replace("\\u00E9", "é", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"identifiant\":" + Wrong + ", {,}")]
    [InlineData("{\"identifiant\":" + Wrong + ",\"session\":[[[[")]
    public async Task What_follows_wrong_credentials_is_not_even_looked_at(string body)
    {
        using var http = shared.Gateway.From("127.0.0.41");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostJsonAsync(Address, body)).Status);
    }

    [Fact]
    public async Task A_second_pair_further_on_is_the_one_that_counts()
    {
        using var http = shared.Gateway.From("127.0.0.42");
        var candidat = TestDocument.Voeu(301).ToJsonString();
        foreach (var filler in new[] { "", Filler })
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostJsonAsync(Address,
                $$"""{"identifiant":{{Right}},"x":"{{filler}}","donneesCandidat":{{candidat}},"identifiant":{{Wrong}}}""")).Status);
        Assert.DoesNotContain(301, await StoredAsync());
    }

    [Fact]
    public async Task A_long_push_that_says_first_who_sends_it_is_taken()
    {
        var body = $$"""{"Identifiant":{{Right}},"x":"{{Filler}}{{Filler}}","donneesCandidat":{{TestDocument.Voeu(302).ToJsonString()}}}""";

        Assert.Equal(HttpStatusCode.OK, (await shared.Gateway.Http.PostJsonAsync(Address, body)).Status);
        Assert.Contains(302, await StoredAsync());
    }

    [Fact]
    public async Task The_façade_looks_at_the_credentials_first_too()
    {
        using var http = shared.Gateway.From("127.0.0.43");
        foreach (var operation in new[] { "getCandidatsAdmis", "majInscriptionAdministrative" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostJsonAsync("/parcoursup/0730013T/ApiRest/" + operation,
                """{"identifiant":{"login":"psup","pwd":"faux"}, {,}""")).Status);
    }

    private async Task<IReadOnlyList<int>> StoredAsync()
    {
        await Poll.UntilAsync(async () => (await shared.Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_a_appliquer"))[0] == 0);
        return await shared.Gateway.QueryAsync<int>("SELECT code_candidat FROM candidat");
    }
}
