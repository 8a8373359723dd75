using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Protocol;

/// <summary>Connections that end where they should not.</summary>
public sealed class CoupuresTests
{
    private const string Record = """{"uai":"0750001A","code_certification":"40025214","taux_en_formation":30}""";

    [Fact]
    public async Task A_body_that_ends_early_is_tried_again()
    {
        await using var server = new RawServer(RawServer.Json(Record[..30], longueur: Record.Length), RawServer.Json(Record));

        Assert.IsType<ReponseExposition.Trouve>((await LireAsync(server)).Reponse);
        Assert.Equal(2, server.Appels);
    }

    [Fact]
    public async Task A_body_that_always_ends_early_is_a_failure()
    {
        await using var server = new RawServer(RawServer.Json(Record[..30], longueur: Record.Length));

        var echec = Assert.IsType<ReponseExposition.Echec>((await LireAsync(server)).Reponse);

        Assert.Contains("coupée", echec.Message, StringComparison.Ordinal);
        Assert.Equal(5, server.Appels);
    }

    [Fact]
    public async Task A_404_whose_body_ends_early_is_no_absence()
    {
        var body = """{"statusCode":404,"message":"Formation inconnue"}""";
        await using var server = new RawServer(RawServer.Json(body[..40], "404 Not Found", body.Length));

        Assert.IsType<ReponseExposition.Echec>((await LireAsync(server)).Reponse);
    }

    [Fact]
    public async Task A_body_without_length_that_ends_in_the_middle_is_no_record()
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{Record[..40]}");

        Assert.IsType<ReponseExposition.Echec>((await LireAsync(server)).Reponse);
    }

    [Fact]
    public async Task A_reset_is_tried_again()
    {
        await using var server = new RawServer(null, null, RawServer.Json(Record));

        Assert.IsType<ReponseExposition.Trouve>((await LireAsync(server)).Reponse);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up()
    {
        await using var server = new RawServer(RawServer.Silence);
        using var source = Sources.De(new(server.Url), Sources.Rapides with { Delai = TimeSpan.FromMilliseconds(200), Reprises = 1 });

        Assert.IsType<ReponseExposition.Echec>((await source.LireAsync(Sources.Formation("0750001A", "40025214"), default)).Reponse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_not_read(bool announced)
    {
        var body = $$"""{"code_certification":"40025214","x":"{{new string('x', 5000)}}"}""";
        await using var server = new RawServer(announced ? RawServer.Json(body) : $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
        using var source = Sources.De(new(server.Url), Sources.Rapides with { OctetsFiche = 1000 });

        Assert.IsType<ReponseExposition.Echec>((await source.LireAsync(Sources.Formation("0750001A", "40025214"), default)).Reponse);
        Assert.Equal(1, server.Appels);
    }

    [Fact]
    public async Task An_API_that_answers_nothing_right_is_left_alone_for_a_while()
    {
        await using var server = new RawServer(RawServer.Json("{}", "503 Service Unavailable"));
        using var source = Sources.De(new(server.Url));
        for (var i = 0; i < 20; i++) await source.LireAsync(Sources.Formation("0750001A", "40025214"), default);
        var before = server.Appels;

        var lue = await source.LireAsync(Sources.Formation("0750001A", "40025214"), default);

        Assert.Equal(before, server.Appels);
        Assert.Contains("suspendus", Assert.IsType<ReponseExposition.Echec>(lue.Reponse).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401 Unauthorized", "{}", "401")]
    [InlineData("404 Not Found", """{"statusCode":404,"message":"Cannot GET /"}""", "Cannot GET")]
    public async Task A_wrong_key_or_address_is_not_asked_about_for_every_line_and_its_reason_stays(string statut, string corps, string raison)
    {
        await using var server = new RawServer(RawServer.Json(corps, statut));
        using var source = Sources.De(new(server.Url));
        for (var i = 0; i < 100; i++) await source.LireAsync(Sources.Formation("0750001A", "40025214"), default);

        var lue = await source.LireAsync(Sources.Formation("0750001A", "40025214"), default);

        Assert.InRange(server.Appels, 1, 25);
        Assert.Contains(raison, Assert.IsType<ReponseExposition.Echec>(lue.Reponse).Message, StringComparison.Ordinal);
    }

    private static async Task<ReponseLue> LireAsync(RawServer server)
    {
        using var source = Sources.De(new(server.Url));
        return await source.LireAsync(Sources.Formation("0750001A", "40025214"), default);
    }
}
