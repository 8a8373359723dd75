using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class RemonteeClientTests : IDisposable
{
    private readonly HttpClient _http = new(ParcoursupHttp.CreateHandler());

    public void Dispose() => _http.Dispose();

    private Task<Echange> SendAsync(string url, int delay = 300, CancellationToken ct = default) =>
        new ParcoursupClient(_http, TimeProvider.System).MajInscriptionAsync(Samples.Options(url) with { DelaiSecondes = delay }, Samples.Maj, ct);

    private async Task<Echange> AnsweredAsync(string body, int status = 200, string type = "application/json")
    {
        await using var server = await LoopbackServer.AnsweringAsync(body, status, type);
        return await SendAsync(server.Url);
    }

    [Fact]
    public async Task An_acknowledged_message_has_the_members_of_the_contract_and_its_journal_copy_no_password()
    {
        await using var server = await LoopbackServer.AnsweringAsync("""{"retour":"OK","message":"Requete correctement traitee"}""");
        var echange = await SendAsync(server.Url.TrimEnd('/'));

        Assert.Equal(new IssueEnvoi.Acquittee("Requete correctement traitee"), echange.Issue);
        var (path, body) = Assert.Single(server.Received);
        Assert.Equal("/ApiRest/majInscriptionAdministrative", path);
        var sent = Json.Parse(body);
        Assert.Equal("identifiant", sent.EnumerateObject().First().Name);
        Assert.Equal("s3cret\"é", sent.GetProperty("identifiant").GetProperty("pwd").GetString());
        Assert.Equal(
            """{"codeCandidat":17,"ine":"123456789AB","nom":"Lefèvre","prenom":"Zoé","dateNaissance":"28/02/2008","codeFormationPsup":8842,"codeFormation1":"L1DROI","codeSISE":"2500032","etatInscription":1,"codeEtablissementAffectation":"0730013T"}""",
            Json.Of(sent.EnumerateObject().Where(p => p.Name != "identifiant").ToDictionary(p => p.Name, p => p.Value)));

        var journal = Encoding.UTF8.GetString(echange.Requete.Span);
        Assert.DoesNotContain("s3cret", journal, StringComparison.Ordinal);
        Assert.Equal("***", Json.Parse(journal).GetProperty("identifiant").GetProperty("pwd").GetString());
        Assert.Contains("correctement", Encoding.UTF8.GetString(echange.Reponse.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("codeSISE manquant", "SISE")]
    [InlineData("Candidat inconnu", "ne reconnaît pas le candidat")]
    [InlineData("Identifiant du candidat inconnu", "ne reconnaît pas le candidat")]
    [InlineData("Formation inconnue", "formation")]
    [InlineData("Quelque chose", "raison citée")]
    [InlineData("", "raison citée")]
    public async Task A_NOK_in_a_200_is_a_refusal_with_an_explanation(string message, string explanation)
    {
        var echange = await AnsweredAsync(JsonSerializer.Serialize(new { retour = "NOK", message }));
        var refusee = Assert.IsType<IssueEnvoi.Refusee>(echange.Issue);
        Assert.Equal(message, refusee.Message);
        Assert.Contains(explanation, refusee.Explication, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Identifiants incorrects")]
    [InlineData("Login ou mot de passe invalide")]
    [InlineData("Échec d'authentification")]
    public async Task A_NOK_about_our_credentials_is_not_this_candidates_fault(string message)
    {
        var issue = (await AnsweredAsync(JsonSerializer.Serialize(new { retour = "NOK", message }))).Issue;
        Assert.Contains("identifiants de l'établissement", Assert.IsType<IssueEnvoi.EchecTechnique>(issue).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Trop d'appels, réessayez plus tard")]
    [InlineData("Service momentanément indisponible")]
    public async Task A_NOK_that_asks_for_patience_is_technical(string message) =>
        Assert.Equal("NOK", Assert.IsType<IssueEnvoi.EchecTechnique>((await AnsweredAsync(JsonSerializer.Serialize(new { retour = "NOK", message }))).Issue).Code);

    [Theory]
    [InlineData("""{"retour":"NOK","message":"non"}""", 401, "401")]
    [InlineData("", 403, "403")]
    [InlineData("", 429, "429")]
    [InlineData("""{"retour":"OK"}""", 503, "503")]
    [InlineData("oups", 500, "500")]
    [InlineData("", 404, "404")]
    [InlineData("<html>portail</html>", 200, "200")]
    [InlineData("", 200, "200")]
    [InlineData("[]", 200, "200")]
    [InlineData("""{"autre":1}""", 200, "200")]
    public async Task Statuses_and_bodies_that_are_no_answer_are_technical(string body, int status, string code) =>
        Assert.Equal(code, Assert.IsType<IssueEnvoi.EchecTechnique>((await AnsweredAsync(body, status, "text/html")).Issue).Code);

    [Fact]
    public async Task A_400_with_a_NOK_is_a_refusal() =>
        Assert.IsType<IssueEnvoi.Refusee>((await AnsweredAsync("""{"retour":"NOK","message":"codeSISE absent"}""", 400)).Issue);

    [Fact]
    public async Task A_redirection_is_not_followed_with_the_credentials()
    {
        await using var other = await LoopbackServer.AnsweringAsync("""{"retour":"OK"}""");
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = other.Url;
            return Task.CompletedTask;
        });

        Assert.Equal("307", Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Url)).Issue).Code);
        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task A_refused_connection_and_an_unknown_host_were_provably_not_sent()
    {
        Assert.IsType<IssueEnvoi.NonEnvoyee>((await SendAsync($"http://127.0.0.1:{RawServer.FreePort()}/")).Issue);
        Assert.IsType<IssueEnvoi.NonEnvoyee>((await SendAsync("https://serveur-inconnu.invalid/ApiRest/")).Issue);
    }

    [Fact]
    public async Task An_untrusted_certificate_means_that_nothing_was_sent()
    {
        using var certificate = Certificates.Valid(days: 300);
        await using var server = await LoopbackServer.AnsweringAsync("""{"retour":"OK"}""", certificate: certificate);
        Assert.Contains("certificat", Assert.IsType<IssueEnvoi.NonEnvoyee>((await SendAsync(server.Url)).Issue).Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_handshake_that_never_answers_was_not_sent()
    {
        await using var server = new RawServer((_, ct) => Task.Delay(Timeout.Infinite, ct));
        Assert.IsType<IssueEnvoi.NonEnvoyee>((await SendAsync(server.Url.Replace("http:", "https:", StringComparison.Ordinal), delay: 1)).Issue);
    }

    [Fact]
    public async Task A_slow_answer_leaves_the_outcome_unknown()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted));
        });
        Assert.Contains("1 s", Assert.IsType<IssueEnvoi.Incertaine>((await SendAsync(server.Url, delay: 1)).Issue).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_after_the_request_leaves_the_outcome_unknown()
    {
        await using var server = new RawServer(RawServer.ReadThenResetAsync);
        Assert.IsType<IssueEnvoi.Incertaine>((await SendAsync(server.Url)).Issue);
    }

    [Fact]
    public async Task An_answer_that_is_cut_leaves_the_outcome_unknown()
    {
        await using var server = new RawServer(async (socket, ct) =>
        {
            await socket.ReceiveAsync(new byte[64 * 1024], ct);
            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"retour\""u8.ToArray(), ct);
        });
        Assert.IsType<IssueEnvoi.Incertaine>((await SendAsync(server.Url)).Issue);
    }

    [Fact]
    public async Task The_caller_can_give_up()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => Task.WhenAny(Task.Delay(20_000, context.RequestAborted)));
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(server.Url, ct: giveUp.Token));
    }

    [Fact]
    public async Task Another_way_to_authenticate_can_be_plugged_in()
    {
        string? header = null;
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            header = context.Request.Headers.Authorization;
            return LoopbackServer.Write(context, """{"retour":"OK","message":""}""");
        });
        var client = new ParcoursupClient(_http, TimeProvider.System, authentication: new Bearer());
        Assert.IsType<IssueEnvoi.Acquittee>((await client.MajInscriptionAsync(Samples.Options(server.Url), Samples.Maj, default)).Issue);
        Assert.Equal("Bearer jeton", header);
        Assert.DoesNotContain("identifiant", server.Received[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_takes_Parcoursups_own_values_and_the_mapping_only_where_there_is_none()
    {
        var lu = Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse(Samples.Candidat), null));
        var maj = MajInscription.Create(lu.Candidat, lu.Voeu, 3, "autre");
        Assert.Equal(("2500032", 3, "0730016W", "L1DROI"), (maj.CodeSise, maj.EtatInscription, maj.CodeEtablissementAffectation, maj.CodeFormation1));

        var bare = MajInscription.Create(new Candidat { CodeCandidat = 1 }, new Voeu { CodeEtablissement = "0730013T" }, 1, "autre");
        Assert.Equal(("autre", "0730013T", null), (bare.CodeSise, bare.CodeEtablissementAffectation, bare.CodeFormation1));
    }

    private sealed class Bearer : IParcoursupAuthentication
    {
        public void WriteBody(Utf8JsonWriter writer, ParcoursupOptions options, bool masked) { }

        public ValueTask PrepareAsync(HttpRequestMessage request, ParcoursupOptions options, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new("Bearer", "jeton");
            return default;
        }
    }
}
