using System.Net;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>The shipped blocks let through every address that the gateway has, to whom it is meant for and as large as it takes it.</summary>
public sealed class BlocsNginxTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private const long Mebioctet = 1024 * 1024;
    private const string OfNginx = "<center>nginx";

    private readonly NginxProxy _proxy = new();

    private List<RouteEndpoint> Endpoints => [.. Gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public async Task Every_first_part_of_an_address_passes_through_the_block()
    {
        await BeginAsync();
        using var proxied = NginxProxy.Client(_proxy.Port);
        var asked = Endpoints.Select(PathOf).Where(path => path is not null).GroupBy(path => path!.Split('/', '?')[1], StringComparer.Ordinal).ToList();

        foreach (var first in new[] { "", "api", "gestion", "gestion.js", "style.css", "docs", "openapi.json", "sante", "services", "fregata", "parcoursup", Etab.Uai })
            Assert.Contains(first, asked.Select(group => group.Key));
        foreach (var path in asked.Select(group => group.First()!).Append("/api/exposition/openapi.json").Append("/gestion/").Append("/gestion/connexion"))
        {
            var through = await proxied.SendAsync(HttpMethod.Get, path);
            Assert.DoesNotContain(OfNginx, through.Text, StringComparison.Ordinal);
            Assert.Equal((path, (await Gateway.Http.SendAsync(HttpMethod.Get, path)).Status), (path, through.Status));
        }
    }

    [Fact]
    public async Task From_outside_there_is_what_the_world_is_meant_to_reach()
    {
        await BeginAsync();
        using var outside = NginxProxy.Client(_proxy.Port, from: "127.0.0.2");

        foreach (var path in new[] { "/", "/services/OpiMetier?wsdl", "/api/exposition/openapi.json", "/sante/vivante" })
            Assert.Equal((path, HttpStatusCode.OK), (path, (await outside.SendAsync(HttpMethod.Get, path)).Status));
        foreach (var path in new[] { "/api/etablissements", $"/api/etablissements/{Etab.Code}/importations", "/api/catalogue/imports", "/gestion/", "/gestion.js" })
        {
            var refused = await outside.SendAsync(HttpMethod.Get, path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, refused.Status));
            Assert.Contains(OfNginx, refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_passes_up_to_what_the_gateway_takes_and_no_further()
    {
        await BeginAsync();
        foreach (var (path, largest) in new (string, long)[]
        {
            ($"/parcoursup/{Etab.Uai}/admissionCandidat", 1), ("/services/OpiMetier", 8), ($"/{Etab.Uai}/services/PasserelleApogee", 8),
            ($"/fregata/v1/{Etab.Uai}/imports", 4), ($"/api/etablissements/{Etab.Code}/resultats-bac", 64),
            ($"/api/etablissements/{Etab.Code}/importations", ImportationDepot.LargestFile / Mebioctet), ("/api/catalogue/imports", 1024),
        })
        {
            Assert.Equal((path, 100), (path, await NginxProxy.AnswerToAnnouncedAsync(_proxy.Port, path, largest * Mebioctet)));
            Assert.Equal((path, 413), (path, await NginxProxy.AnswerToAnnouncedAsync(_proxy.Port, path, (largest * Mebioctet) + 1)));
        }
    }

    [Fact]
    public async Task A_file_may_come_by_a_page_with_its_form_around_it_through_either_block()
    {
        await BeginAsync();
        var largest = Endpoints.Where(e => PathOf(e)?.StartsWith("/gestion/", StringComparison.Ordinal) == true)
            .Select(e => e.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? 0).Max();
        Assert.True(largest > ImportationDepot.LargestFile, $"{largest}");
        Assert.Equal(100, await NginxProxy.AnswerToAnnouncedAsync(_proxy.Port, "/gestion/x", largest));

        await using var other = new NginxProxy();
        await other.StartWithSocketsAsync("/tmp/personne-machines.sock", "/tmp/personne.sock");
        foreach (var (path, most) in new[] { ("/gestion/x", largest), ($"/api/etablissements/{Etab.Code}/importations", ImportationDepot.LargestFile), ("/api/catalogue/imports", 1024 * Mebioctet) })
            Assert.Equal((path, 100), (path, await NginxProxy.AnswerToAnnouncedAsync(other.PeoplePort, path, most)));
    }

    public override async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task BeginAsync()
    {
        await StartAsync(openGate: false);
        await _proxy.StartAsync(Gateway.Url.Port, Gateway.Url.Port);
    }

    // An address that stands for the pattern; null where it takes whatever is left.
    private string? PathOf(RouteEndpoint endpoint)
    {
        var pattern = endpoint.RoutePattern.RawText!.TrimStart('/');
        return pattern.Contains("{**reste}", StringComparison.Ordinal) ? null
            : "/" + System.Text.RegularExpressions.Regex.Replace(pattern, @"\{\*?\*?(\w+)[^}]*\}", found => found.Groups[1].Value switch
            {
                "uai" => Etab.Uai, "etab" => Etab.Code, "chemin" => "guide/mise-en-route.md", _ => "1",
            });
    }
}
