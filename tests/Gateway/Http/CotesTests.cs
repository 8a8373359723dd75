using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>People have an address of their own, and each endpoint is reached by its side's alone, however a path is written (rule J6).</summary>
public sealed class CotesTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete];
    private static readonly string[] OfMachines = ["parcoursup/", "services/", "{uai}/services/", "fregata/", "api/exposition"];

    private Uri People { get; } = new($"http://127.0.0.1:{NginxProxy.FreePort()}");

    [Fact]
    public async Task Every_endpoint_is_on_the_side_that_is_meant()
    {
        await BeginAsync();
        foreach (var endpoint in Endpoints())
        {
            var pattern = PatternOf(endpoint);
            var expected = pattern.StartsWith("sante", StringComparison.Ordinal) ? Cote.Partout
                : OfMachines.Any(prefix => pattern.StartsWith(prefix, StringComparison.Ordinal)) ? Cote.Machines : Cote.Personnes;
            Assert.Equal((pattern, expected), (pattern, endpoint.CoteOf()));
        }

        foreach (var prefix in OfMachines) Assert.Contains(Endpoints(), e => PatternOf(e).StartsWith(prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_belongs_to_the_other_side_is_not_there_whatever_the_method()
    {
        await BeginAsync();
        using var people = ClientOf(People);
        foreach (var endpoint in Endpoints())
        {
            var path = "/" + System.Text.RegularExpressions.Regex.Replace(PatternOf(endpoint), @"\{\*?\*?(\w+)[^}]*\}", found => ValueOf(found.Groups[1].Value));
            foreach (var method in Methods)
            {
                if (!endpoint.CoteOf().HasFlag(Cote.Machines)) await AssertAbsentAsync(Gateway.Http, method, path);
                // Below /api nobody learns without a key what there is and what not.
                if (!endpoint.CoteOf().HasFlag(Cote.Personnes) && !path.StartsWith("/api", StringComparison.Ordinal)) await AssertAbsentAsync(people, method, path);
            }

            if (PatternOf(endpoint).EndsWith("{**reste}", StringComparison.Ordinal)) continue;
            var right = endpoint.CoteOf().HasFlag(Cote.Personnes) ? people : Gateway.Http;
            var own = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            Assert.DoesNotContain("Cette adresse n'existe pas", (await right.SendAsync(new HttpMethod(own), path)).Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/etablissements", true)]
    [InlineData("/API/etablissements", true)]
    [InlineData("//api/etablissements", true)]
    [InlineData("/parcoursup/%2e%2e/api/etablissements", true)]
    [InlineData("/parcoursup/../api//etablissements", true)]
    [InlineData("/./api/etablissements/", true)]
    [InlineData("/%61pi/etablissements", true)]
    [InlineData("/parcoursup/0730013T/..%2f..%2fapi/etablissements", false)]
    [InlineData("/openapi.json", true)]
    [InlineData("/docs/guide/mise-en-route.md", true)]
    [InlineData("/", true)]
    public async Task However_it_is_written_the_administration_is_not_where_machines_are_let_in(string path, bool leadsThere)
    {
        await BeginAsync();
        var key = await Gateway.CreateKeyAsync("administration", null);

        Assert.Equal(404, await Gateway.Url.StatusOfAsync(path, key));
        Assert.Equal(leadsThere ? 200 : 404, await People.StatusOfAsync(path, key));
    }

    [Fact]
    public async Task Without_a_second_address_all_stays_together()
    {
        await StartAsync(openGate: false);

        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Gateway.Http.SendAsync(HttpMethod.Get, "/api/etablissements")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Gateway.Http.SendAsync(HttpMethod.Get, $"/parcoursup/{Etab.Uai}/admissionCandidat")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Gateway.Http.SendAsync(HttpMethod.Get, "/services/OpiMetier?wsdl")).Status);
    }

    private static async Task AssertAbsentAsync(HttpClient http, HttpMethod method, string path)
    {
        var answer = await http.SendAsync(method, path);
        Assert.Equal((method, path, HttpStatusCode.NotFound), (method, path, answer.Status));
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    private static string PatternOf(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/');

    private string ValueOf(string parameter) => parameter switch
    {
        "uai" => Etab.Uai, "etab" => Etab.Code, "session" => "2026", "chemin" => "guide/mise-en-route.md", _ => "1",
    };

    private List<RouteEndpoint> Endpoints() => [.. Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private HttpClient ClientOf(Uri address) => new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Poll.Patience };

    private async Task BeginAsync() => Gateway = await GatewayInstance.StartAsync(Storage, $"--Adresses:Personnes={People.ToString().TrimEnd('/')}");
}
