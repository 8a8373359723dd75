using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Api;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>Every error of the REST API has one form: fields, French messages, correlation; never a stack trace.</summary>
public sealed class ErrorTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData("GET", "/api/inconnu", null, HttpStatusCode.NotFound, "adresse")]
    [InlineData("GET", "/inconnu", null, HttpStatusCode.NotFound, "adresse")]
    [InlineData("POST", "/api/configuration", "{}", HttpStatusCode.MethodNotAllowed, "méthode")]
    [InlineData("GET", "/api/etablissements/inexistant/synthese", null, HttpStatusCode.NotFound, "inexistant")]
    [InlineData("POST", "/api/etablissements/univ-alpes/cles", "{\n\"nom\": }", HttpStatusCode.BadRequest, "ligne 2, colonne 8")]
    [InlineData("POST", "/api/etablissements/univ-alpes/cles", "{}", HttpStatusCode.BadRequest, "nom")]
    [InlineData("POST", "/api/etablissements/univ-alpes/cles", null, HttpStatusCode.BadRequest, "")]
    [InlineData("PUT", "/api/horloge", "{\"maintenant\":\"demain\"}", HttpStatusCode.BadRequest, "ligne 1")]
    [InlineData("GET", "/api/etablissements/univ-alpes/candidats?page=deux", null, HttpStatusCode.BadRequest, "« deux » n'est pas une valeur de page : indiquer un nombre entier")]
    [InlineData("GET", "/api/etablissements/univ-alpes/candidats/2026/99", null, HttpStatusCode.NotFound, "99")]
    [InlineData("POST", "/api/etablissements/univ-alpes/taches/99/terminer", null, HttpStatusCode.NotFound, "99")]
    [InlineData("POST", "/api/etablissements/univ-alpes/livraisons/99/relancer", null, HttpStatusCode.NotFound, "99")]
    public async Task An_error_says_in_French_what_to_do(string method, string path, string? body, HttpStatusCode status, string words)
    {
        var answer = await shared.Gateway.Admin.Http.SendAsync(new HttpMethod(method), path, body is null ? null : Calls.Json(body));

        Assert.Equal(status, answer.Status);
        Assert.Contains(words, Assert.Single(answer.Erreurs)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(answer.Headers.GetValues("X-Correlation-Id").Single(), answer.Json["correlation"]!.GetValue<string>());
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_of_Parcoursup_s_is_answered_as_Parcoursup_expects()
    {
        var answer = await shared.Gateway.Http.PostJsonAsync("/parcoursup/0730013T/autreMethode", "{}");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("NOK", answer.Json["retour"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused_in_the_same_form()
    {
        using var content = new StringContent("nom=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        var answer = await shared.Gateway.Admin.Http.SendAsync(HttpMethod.Post, shared.Etab.Path + "cles", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Contains("application/json", Assert.Single(answer.Erreurs)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}

/// <summary>What fails inside.</summary>
public sealed class InternalErrorTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task An_inner_failure_is_a_500_with_a_number_and_nothing_of_its_cause()
    {
        await StartAsync(openGate: false);
        await Gateway.ExecuteAsync("ALTER TABLE tache RENAME TO ailleurs");

        var answer = await Api.Http.SendAsync(HttpMethod.Get, Etab.Path + "taches");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Contains("corrélation", Assert.Single(answer.Erreurs)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Json["correlation"]!.GetValue<string>());
        Assert.DoesNotContain("tache", answer.Text, StringComparison.Ordinal);
    }
}
