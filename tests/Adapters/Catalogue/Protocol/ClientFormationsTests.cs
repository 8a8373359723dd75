using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Parcoursup.Gateway.Domain.Livraisons;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Parcoursup.Gateway.Adapters.Catalogue.Tests.Protocol;

/// <summary>The client against canned answers of the formation service.</summary>
public sealed class ClientFormationsTests : IDisposable
{
    private const string Creation = "/ApiFormation/api/formations";
    private const string Mise = "/ApiFormation/api/formations/majFormation";
    private const string Affectation = "/ApiFormation/api/formations/publications/affectation";

    private static readonly FormationEnvoyee Formation = new("089379P#L01") { Cfd = "32025215", Uai = "0021906L", User = "Zoé" };

    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly ServiceProvider _services = new ServiceCollection().AddServiceFormations().BuildServiceProvider();
    private readonly ClePrivee _cle = Cles.Privee();

    private ClientFormations Client => _services.GetRequiredService<ClientFormations>();

    private AccesService Acces => new(new Uri(_server.Url + "/ApiFormation/api/"), "cert-7", _cle) { Delai = TimeSpan.FromMinutes(5) };

    public void Dispose()
    {
        _server.Dispose();
        _services.Dispose();
        _cle.Dispose();
    }

    [Fact]
    public async Task A_formation_without_id_is_created_and_one_with_an_id_is_updated()
    {
        Repondre(200, """{"g_ta_cod":34513,"dejaEnvoye":false}""");

        var creee = await EnvoyerAsync(Formation);
        var modifiee = await EnvoyerAsync(Formation with { GTaCod = "34513" });

        Assert.Equal(new VerdictEnvoi.Acceptee("34513", false), creee.Verdict);
        Assert.IsType<VerdictEnvoi.Acceptee>(modifiee.Verdict);
        Assert.Equal([("POST", Creation), ("POST", Mise)], _server.LogEntries.Select(e => (e.RequestMessage!.Method, e.RequestMessage.Path)));
    }

    [Fact]
    public async Task The_bytes_that_are_sent_are_those_that_were_signed()
    {
        Repondre(200, """{"g_ta_cod":34513}""");

        var echange = await EnvoyerAsync(Formation);

        var recu = _server.LogEntries.Single().RequestMessage!;
        Assert.Equal(Formation.Octets(), recu.BodyAsBytes);
        Assert.Equal(Formation.Octets(), echange.Requete.ToArray());
        Assert.Equal("application/json", recu.Headers!["Content-Type"].Single());
        Assert.Equal(Formation.Octets().Length.ToString(System.Globalization.CultureInfo.InvariantCulture), recu.Headers["Content-Length"].Single());
        var jeton = recu.Headers["Authorization"].Single();
        Assert.StartsWith("Bearer ", jeton, StringComparison.Ordinal);
        var parties = jeton["Bearer ".Length..].Split('.');
        Assert.True(Cles.Rsa.VerifyData(Encoding.ASCII.GetBytes($"{parties[0]}.{parties[1]}"), Base64Url.DecodeFromChars(parties[2]),
            HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
        var contenu = JsonDocument.Parse(Base64Url.DecodeFromChars(parties[1])).RootElement;
        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(recu.BodyAsBytes!)), contenu.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("""{"g_ta_cod":"34513","dejaEnvoye":true}""", true), InlineData("""{"g_ta_cod":34513,"dejaEnvoye":"true"}""", true)]
    [InlineData("\uFEFF{\"g_ta_cod\":34513}", false)]
    public async Task An_id_is_taken_as_text_or_number(string corps, bool deja)
    {
        Repondre(200, corps);

        Assert.Equal(new VerdictEnvoi.Acceptee("34513", deja), (await EnvoyerAsync(Formation)).Verdict);
    }

    [Theory]
    [InlineData("{}"), InlineData("""{"g_ta_cod":null}"""), InlineData("""{"g_ta_cod":""}"""), InlineData("""{"g_ta_cod":0}""")]
    [InlineData("""{"g_ta_cod":false}"""), InlineData("""{"g_ta_cod":[1]}"""), InlineData("[]"), InlineData(""), InlineData("34513")]
    [InlineData("{\"g_ta_cod\":34513"), InlineData("""{"message":"Établissement inconnu"}""")]
    public async Task A_success_without_id_is_a_failure_of_this_formation(string corps)
    {
        Repondre(200, corps);

        var echange = await EnvoyerAsync(Formation);

        Assert.Equal(NatureEchec.SansIdentifiant, Assert.IsType<VerdictEnvoi.Echec>(echange.Verdict).Nature);
        Assert.Equal(PorteeEchec.Sujet, Assert.IsType<IssueEnvoi.EchecTechnique>(echange.VersEchange().Issue).Portee);
    }

    [Theory]
    [InlineData("utf-8"), InlineData("iso-8859-1"), InlineData(null)]
    public async Task A_refusal_is_told_in_the_words_of_Parcoursup(string? charset)
    {
        var octets = (charset == "iso-8859-1" ? Encoding.Latin1 : Encoding.UTF8)
            .GetBytes("""{"message":"Impossible de créer : Établissement inconnu\r\n"}""");
        Repondre(Response.Create().WithStatusCode(400).WithBody(octets)
            .WithHeader("Content-Type", charset is null ? "application/json" : $"application/json; charset={charset}"));

        var echange = await EnvoyerAsync(Formation);

        var refus = Assert.IsType<IssueEnvoi.Refusee>(echange.VersEchange().Issue);
        Assert.Equal("Impossible de créer : Établissement inconnu", refus.Message);
        Assert.Equal("400", refus.Code);
        Assert.Equal(octets, echange.Reponse.ToArray());
    }

    [Theory]
    [InlineData(400, """{"message":"Une raison nouvelle"}""", NatureEchec.Inclassable, PorteeEchec.Sujet)]
    [InlineData(400, """{"message":""}""", NatureEchec.Inclassable, PorteeEchec.Sujet)]
    [InlineData(400, """{"message":{"texte":"Établissement inconnu"}}""", NatureEchec.Inclassable, PorteeEchec.Sujet)]
    [InlineData(400, "Établissement inconnu", NatureEchec.Illisible, PorteeEchec.Inconnue)]
    [InlineData(400, "<html>Établissement inconnu</html>", NatureEchec.Transport, PorteeEchec.Reglage)]
    [InlineData(200, " <!doctype html><html>connexion</html>", NatureEchec.Transport, PorteeEchec.Reglage)]
    [InlineData(401, """{"message":"Établissement inconnu"}""", NatureEchec.Authentification, PorteeEchec.Reglage)]
    [InlineData(403, "", NatureEchec.Authentification, PorteeEchec.Reglage)]
    [InlineData(404, """{"message":"Formation déclarée fermée dans Parcoursup"}""", NatureEchec.Authentification, PorteeEchec.Reglage)]
    [InlineData(404, "<html></html>", NatureEchec.Authentification, PorteeEchec.Reglage)]
    [InlineData(422, """{"message":"Établissement inconnu"}""", NatureEchec.Illisible, PorteeEchec.Inconnue)]
    [InlineData(500, """{"message":"Établissement inconnu"}""", NatureEchec.Indisponible, PorteeEchec.Destination)]
    [InlineData(503, "<html></html>", NatureEchec.Indisponible, PorteeEchec.Destination)]
    public async Task Everything_else_is_a_failure(int statut, string corps, NatureEchec nature, PorteeEchec portee)
    {
        Repondre(statut, corps);

        var echange = await EnvoyerAsync(Formation);

        Assert.Equal(nature, Assert.IsType<VerdictEnvoi.Echec>(echange.Verdict).Nature);
        Assert.Equal(statut, echange.Statut);
        Assert.Equal(portee, Assert.IsType<IssueEnvoi.EchecTechnique>(echange.VersEchange().Issue).Portee);
        Assert.Single(_server.LogEntries);
    }

    [Fact]
    public async Task Too_many_requests_says_how_long_to_wait_and_is_not_tried_again()
    {
        Repondre(Response.Create().WithStatusCode(429).WithHeader("Retry-After", "120").WithBody("{}"));

        var echange = await EnvoyerAsync(Formation);

        Assert.Equal(TimeSpan.FromSeconds(120), Assert.IsType<IssueEnvoi.EchecTechnique>(echange.VersEchange().Issue).Attendre);
        Assert.Single(_server.LogEntries);
    }

    [Theory]
    [InlineData(301), InlineData(302), InlineData(307), InlineData(308)]
    public async Task The_token_follows_no_redirection(int statut)
    {
        _server.Given(Request.Create().WithPath(Creation)).RespondWith(Response.Create().WithStatusCode(statut)
            .WithHeader("Location", _server.Url + "/ailleurs"));
        _server.Given(Request.Create().WithPath("/ailleurs")).RespondWith(Response.Create().WithBody("""{"g_ta_cod":1}"""));

        var echange = await EnvoyerAsync(Formation);

        Assert.Equal(NatureEchec.Transport, Assert.IsType<VerdictEnvoi.Echec>(echange.Verdict).Nature);
        Assert.Single(_server.LogEntries);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_and_no_success()
    {
        Repondre(200, "{\"g_ta_cod\":34513,\"x\":\"" + new string('x', 400_000) + "\"}");

        Assert.Equal(NatureEchec.Illisible, Assert.IsType<VerdictEnvoi.Echec>((await EnvoyerAsync(Formation)).Verdict).Nature);
    }

    [Fact]
    public async Task The_return_flow_is_asked_for_with_the_hash_of_null()
    {
        _server.Given(Request.Create().WithPath(Affectation).UsingGet()).RespondWith(Response.Create().WithStatusCode(200)
            .WithBody("""[{"g_ta_cod":34513,"status":"Publié sur le MDR","rco":"A#L01"},3]"""));

        var resultat = await Client.LireRetourAsync(Acces, TestContext.Current.CancellationToken);

        var lecture = Assert.IsType<ResultatRetour.Recu>(resultat).Lecture;
        Assert.Equal(EffetRetour.PublieMdr, Assert.Single(lecture.Lignes).Effet);
        Assert.Equal(2, Assert.Single(lecture.Anomalies).Rang);
        var jeton = _server.LogEntries.Single().RequestMessage!.Headers!["Authorization"].Single();
        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData("null"u8)),
            JsonDocument.Parse(Base64Url.DecodeFromChars(jeton.Split('.')[1])).RootElement.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData(200, "<html></html>", NatureEchec.Illisible), InlineData(200, "[{\"rco\":\"A\"}", NatureEchec.Illisible)]
    [InlineData(404, "[]", NatureEchec.Authentification), InlineData(503, "[]", NatureEchec.Indisponible)]
    [InlineData(302, "[]", NatureEchec.Transport), InlineData(204, "", NatureEchec.SansIdentifiant)]
    public async Task A_return_flow_that_cannot_be_trusted_is_a_failure(int statut, string corps, NatureEchec nature)
    {
        Repondre(statut, corps);

        Assert.Equal(nature,
            Assert.IsType<ResultatRetour.Echec>(await Client.LireRetourAsync(Acces, TestContext.Current.CancellationToken)).Nature);
    }

    private void Repondre(int statut, string corps) => Repondre(Response.Create().WithStatusCode(statut).WithBody(corps));

    private void Repondre(IResponseBuilder reponse) => _server.Given(Request.Create()).RespondWith(reponse);

    private Task<EchangeFormation> EnvoyerAsync(FormationEnvoyee formation) =>
        Client.EnvoyerAsync(Acces, formation, TestContext.Current.CancellationToken);
}
