using System.Text;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Protocol;

/// <summary>Bytes that a parser takes and that nobody can read: one answer fails in French, never the run.</summary>
public sealed class TextesIllisiblesTests : IDisposable
{
    private const string Record = """{"uai":"0750001A","code_certification":"40025214","libelle":"Métiers","taux_en_formation":30}""";
    private static readonly DemandeExposition Question = Sources.Formation("0750001A", "40025214");

    private readonly WireMockServer _server = WireMockServer.Start();

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        Answer(200, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Record)]);

        var lue = await LireAsync();

        Assert.Equal("Métiers", Assert.IsType<ReponseExposition.Trouve>(lue.Reponse).Enregistrement.Libelle);
        Assert.Equal((byte)'{', lue.Corps![0]);
    }

    [Fact]
    public async Task Another_encoding_is_a_failure()
    {
        Answer(200, Encoding.Latin1.GetBytes(Record));

        Assert.IsType<ReponseExposition.Echec>((await LireAsync()).Reponse);
    }

    [Theory]
    [InlineData(200, """{"code_certification":"40025214","libelle":"\ud800"}""")]
    [InlineData(200, """{"code_certification":"40025214","\udc00":1}""")]
    [InlineData(404, """{"statusCode":404,"message":"Formation inconnue \ud800"}""")]
    public async Task Half_a_character_is_a_failure_that_says_so(int status, string body)
    {
        Answer(status, Encoding.UTF8.GetBytes(body));

        Assert.Contains("illisible", Assert.IsType<ReponseExposition.Echec>((await LireAsync()).Reponse).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_character_in_a_refusal_is_a_refusal_all_the_same()
    {
        Answer(400, Encoding.UTF8.GetBytes("""{"message":"\ud800"}"""));
        using var source = Sources.De(new(Base));

        Assert.Contains("400", (await source.ListerAsync(RouteExposition.Formations, null, 1, default)).Panne, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_character_of_a_message_is_left_out()
    {
        Answer(404, Encoding.UTF8.GetBytes("""{"message":"Formation inconnue\u0000 ici"}"""));

        Assert.Equal("Formation inconnue  ici", Assert.IsType<ReponseExposition.Inconnu>((await LireAsync()).Reponse).Message);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_or_kept_is_named_and_its_neighbours_stay()
    {
        Answer(200, Encoding.UTF8.GetBytes(
            """
            {"formations":[{"uai":"0750001A","code_certification":"40025214","libelle":"\ud800"},
            {"uai":"0750001A","code_certification":"4002\u00005214"},{"uai":"0750002A","code_certification":"40025214","libelle":"\u00e9"}],
            "pagination":{"page":1,"nombre_de_page":1}}
            """));
        using var source = Sources.De(new(Base));

        var page = await source.ListerAsync(RouteExposition.Formations, null, 1, default);

        Assert.Null(page.Panne);
        Assert.Equal("0750002A", Assert.Single(page.Fiches).Enregistrement.Uai);
        Assert.Collection(page.Avertissements, a => Assert.Contains("rang 1", a, StringComparison.Ordinal),
            a => Assert.Contains("rang 2", a, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_whose_own_names_cannot_be_read_is_a_failure()
    {
        Answer(200, Encoding.UTF8.GetBytes("""{"formations":[],"\ud800\ud800\ud800":1}"""));
        using var source = Sources.De(new(Base));

        Assert.NotNull((await source.ListerAsync(RouteExposition.Formations, null, 1, default)).Panne);
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_is_none()
    {
        Answer(200, Encoding.UTF8.GetBytes("""{"access_token":"\ud800"}"""));
        using var source = Sources.De(new(Base, null, null, new Uri(_server.Url! + "/jeton"), "client", "secret"));

        Assert.Contains("Pas de jeton", Assert.IsType<ReponseExposition.Echec>((await source.LireAsync(Question, default)).Reponse).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();

    private Uri Base => new(_server.Url! + "/api/inserjeunes");

    private void Answer(int status, byte[] body) => _server.Given(Request.Create())
        .RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body));

    private async Task<ReponseLue> LireAsync()
    {
        using var source = Sources.De(new(Base), Sources.Rapides with { Reprises = 1 });
        return await source.LireAsync(Question, default);
    }
}
