using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Push;

/// <summary>What Parcoursup is answered (contract §3, rule B1), by the byte.</summary>
public sealed class PushEndpointTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Address = "/parcoursup/0730013T/admissionCandidat";
    private const string Secret = TestEtablissement.PushPassword;
    private static readonly string Credentials = $$"""{"login":"{{TestEtablissement.PushLogin}}","pwd":"{{Secret}}"}""";

    private HttpClient Http => shared.Gateway.Http;

    [Fact]
    public async Task A_wrapped_candidate_is_acknowledged_in_Parcoursup_s_own_words()
    {
        var answer = await Http.PostJsonAsync(Address, Wrapped(101));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"retour":"OK","message":"Requete correctement traitee"}""", answer.Text);
        Assert.Contains(101, await StoredAsync());
    }

    [Fact]
    public async Task A_candidate_at_the_root_beside_the_credentials_is_taken_too()
    {
        var body = TestDocument.Voeu(102);
        body["identifiant"] = JsonNode.Parse(Credentials);

        Assert.Equal(HttpStatusCode.OK, (await Http.PostJsonAsync(Address, body.ToJsonString())).Status);
        Assert.Contains(102, await StoredAsync());
    }

    [Fact]
    public async Task A_raw_line_break_in_a_value_loses_no_candidate()
    {
        var body = Wrapped(117).Replace("1 rue", "1\n\true", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await Http.PostJsonAsync(Address, body)).Status);
        Assert.Contains(117, await StoredAsync());
    }

    [Theory]
    [InlineData("/parcoursup/0730013T/admissionCandidat/admissionCandidat", 103)]
    [InlineData("/parcoursup/0730013T/admissionCandidatadmissionCandidat", 104)]
    [InlineData("//parcoursup//0730013T//admissionCandidat", 105)]
    [InlineData("/parcoursup/0730013T/admissionCandidat/", 106)]
    [InlineData("/parcoursup/0730013t/ADMISSIONCANDIDAT", 107)]
    public async Task The_suffix_may_be_doubled_and_the_slashes_odd(string address, int dossier)
    {
        Assert.Equal(HttpStatusCode.OK, (await Http.SendAsync(HttpMethod.Post, shared.Gateway.Url.ToString().TrimEnd('/') + address, Calls.Json(Wrapped(dossier)))).Status);
        Assert.Contains(dossier, await StoredAsync());
    }

    [Theory]
    [InlineData("0690001B")]
    [InlineData("univ-alpes")]
    public async Task An_unknown_UAI_is_not_found_and_a_code_of_ours_is_no_UAI(string uai) =>
        AssertNok(await Http.PostJsonAsync($"/parcoursup/{uai}/admissionCandidat", Wrapped(108)), HttpStatusCode.NotFound, uai);

    [Theory]
    [InlineData("""{"login":"psup-push","pwd":"faux"}""")]
    [InlineData("""{"login":"inconnu","pwd":"mdp-push"}""")]
    [InlineData("""{"login":"psup-lacs","pwd":"mdp-des-lacs"}""")]
    [InlineData("""{"login":"psup-push"}""")]
    [InlineData("""{"login":"psup-push","pwd":["mdp-push"]}""")]
    [InlineData("\"psup-push\"")]
    [InlineData("null")]
    public async Task Wrong_credentials_are_refused_and_nothing_is_kept(string credentials)
    {
        using var http = shared.Gateway.From("127.0.0.21");
        AssertNok(await http.PostJsonAsync(Address, Wrapped(109, credentials)), HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(109, await StoredAsync());
    }

    [Fact]
    public async Task Guesses_beyond_the_budget_are_not_tried_and_the_right_password_passes_even_from_there()
    {
        Assert.Equal(HttpStatusCode.OK, (await Http.PostJsonAsync(Address, Wrapped(110))).Status);
        using var guesser = shared.Gateway.From("127.0.0.22");

        var guesses = await Task.WhenAll(Enumerable.Range(0, 45).Select(i =>
            guesser.PostJsonAsync(Address, Wrapped(110, $$"""{"login":"psup-push","pwd":"essai{{i}}"}"""))));

        Assert.InRange(guesses.Count(g => g.Status == HttpStatusCode.Unauthorized), 1, 20);
        AssertNok(guesses.First(g => g.Status != HttpStatusCode.Unauthorized), HttpStatusCode.TooManyRequests);
        foreach (var http in new[] { guesser, Http })
            Assert.Equal(HttpStatusCode.OK, (await http.PostJsonAsync(Address, Wrapped(110))).Status);
    }

    [Fact]
    public async Task An_unreadable_body_is_refused_with_line_and_column()
    {
        var answer = await Http.PostJsonAsync(Address, "{\n  \"identifiant\": {,}\n}");

        AssertNok(answer, HttpStatusCode.BadRequest, "igne 2, colonne 19");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<xml/>")]
    [InlineData("42")]
    public async Task What_is_no_JSON_object_is_refused(string body) =>
        AssertNok(await Http.PostJsonAsync(Address, body), HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("session")]
    [InlineData("codeCandidat")]
    [InlineData("codeFormationPsup")]
    public async Task A_missing_key_is_refused_by_its_name(string field)
    {
        var voeu = TestDocument.Voeu(111);
        voeu.Remove(field);

        AssertNok(await Http.PostJsonAsync(Address, Wrapped(voeu)), HttpStatusCode.BadRequest, field);
        // Parcoursup may never push it again: it is kept, with the reason.
        Assert.Contains(await shared.Gateway.QueryAsync<string>("SELECT erreur FROM message_ecarte"), e => e.StartsWith(field, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_text_in_a_field_or_in_a_name_is_no_reason_to_lose_the_message()
    {
        var body = Encoding.UTF8.GetBytes(Wrapped(112).Replace("\"sexe\"", "\"\\ud800\":1,\"mail2\":\"@\",\"sexe\"", StringComparison.Ordinal));
        body[Array.IndexOf(body, (byte)'@')] = 0xFF;
        using var content = new ByteArrayContent(body);

        Assert.Equal(HttpStatusCode.OK, (await Http.SendAsync(HttpMethod.Post, Address, content)).Status);
        Assert.Contains(112, await StoredAsync());
    }

    [Fact]
    public async Task A_body_that_announces_too_much_is_refused_before_it_is_read()
    {
        using var content = new NeverSent(2 * 1024 * 1024);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = content };
        request.Headers.ExpectContinue = true;
        using var response = await Http.SendAsync(request);

        AssertNok(new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers), HttpStatusCode.RequestEntityTooLarge);
        Assert.False(content.WasAsked);
    }

    [Fact]
    public async Task A_chunked_body_without_end_is_refused_at_the_limit()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"identifiant":{{Credentials}},"x":"{{new string('a', 1024 * 1024)}}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StreamContent(new MemoryStream(body)) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await Http.SendAsync(request);

        AssertNok(new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_journal_has_the_bytes_as_they_came_but_for_the_password()
    {
        var body = Wrapped(113).Replace("{", "{ ", StringComparison.Ordinal) + "\n\n";
        await Http.PostJsonAsync(Address, body);

        var journal = await shared.Gateway.CorpsAsync("canal = 'Push'");
        Assert.Contains(body.Replace($"\"{Secret}\"", "\"***\"", StringComparison.Ordinal), journal.Select(Encoding.UTF8.GetString));
        Assert.DoesNotContain(journal, bytes => Encoding.UTF8.GetString(bytes).Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wish_assigned_to_somebody_else_s_UAI_is_held_here_and_unknown_there()
    {
        var voeu = TestDocument.Voeu(114);
        voeu["codeEtablissementAffectation"] = SharedGateway.OtherUai;
        Assert.Equal(HttpStatusCode.OK, (await Http.PostJsonAsync(Address, Wrapped(voeu))).Status);
        await shared.Gateway.Admin.AtRestAsync(shared.Etab.Code);

        var mine = (await shared.Gateway.Admin.GetAsync(shared.Etab.Path + "reserves"))!.AsArray();
        Assert.Contains(mine, r => r!["codeCandidat"]!.GetValue<int>() == 114 && r.ToJsonString().Contains("codeEtablissementAffectation", StringComparison.Ordinal));
        Assert.Empty((await shared.Gateway.Admin.GetAsync(shared.Other.Path + "candidats"))!.AsArray());
    }

    private async Task<IReadOnlyList<int>> StoredAsync() =>
        [.. (await shared.Gateway.CorpsAsync("canal = 'Push' AND id NOT IN (SELECT id FROM message_ecarte)"))
            .Select(b => JsonNode.Parse(Encoding.Latin1.GetString(b).Replace("\\ud800", "?", StringComparison.Ordinal))!)
            .Select(n => (n["donneesCandidat"] ?? n)["codeCandidat"]!.GetValue<int>())];

    private static string Wrapped(int dossier, string? credentials = null) => Wrapped(TestDocument.Voeu(dossier), credentials);

    private static string Wrapped(JsonObject voeu, string? credentials = null) =>
        $$"""{"identifiant":{{credentials ?? Credentials}},"donneesCandidat":{{voeu.ToJsonString()}}}""";

    private static void AssertNok(Answer answer, HttpStatusCode status, string? part = null)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("NOK", answer.Json["retour"]!.GetValue<string>());
        Assert.Contains($"(corrélation {answer.Headers.GetValues("X-Correlation-Id").Single()})", answer.Message, StringComparison.Ordinal);
        Assert.Contains(part ?? "", answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
    }

    private sealed class NeverSent(long length) : HttpContent
    {
        public bool WasAsked { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            WasAsked = true;
            throw new InvalidOperationException("The body was asked for.");
        }

        protected override bool TryComputeLength(out long result)
        {
            result = length;
            return true;
        }
    }
}
