using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>Against the hosted service itself, which refuses an empty OPI as Apogée does.</summary>
public sealed class ApogeeConnectionTestTests
{
    [Fact]
    public async Task A_service_with_the_contract_and_good_credentials_passes_and_is_changed_by_nothing()
    {
        var touched = false;
        await using var server = await HostAsync(() => touched = true);
        var steps = await RunAsync(server.Service, "apo");

        Assert.Equal(2, steps.Count);
        Assert.All(steps, s => Assert.Equal((ResultatEtape.Reussie, false), (s.Resultat, s.Bloquante)));
        Assert.False(touched);
    }

    [Fact]
    public async Task Bad_credentials_only_warn_and_name_the_remedy()
    {
        await using var server = await HostAsync(() => { });
        var steps = await RunAsync(server.Service, "autre");
        Assert.Equal(ResultatEtape.Avertissement, steps[1].Resultat);
        Assert.Contains("motDePasse", steps[1].Message + steps[1].Remede, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_without_the_operation_proposes_the_version_that_it_has()
    {
        await using var server = await Server.AnsweringAsync(200, OpiWsdl.Render(OpiContrat.ParDefaut, new Uri("http://a/")).Replace("_v10", "_v11", StringComparison.Ordinal));
        var steps = await RunAsync(server.Service, "apo");
        Assert.Equal(ResultatEtape.Avertissement, steps[0].Resultat);
        Assert.Contains("version 9", steps[0].Remede, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, "<html/>")]
    [InlineData(200, "rien")]
    public async Task Another_page_is_not_taken_for_a_contract(int status, string body)
    {
        await using var server = await Server.AnsweringAsync(status, body, "text/html");
        Assert.All(await RunAsync(server.Service, "apo"), s => Assert.Equal(ResultatEtape.Avertissement, s.Resultat));
    }

    [Fact]
    public async Task An_unreachable_host_and_an_incomplete_configuration_only_warn()
    {
        Assert.All(await RunAsync(new Uri("http://127.0.0.1:9/"), "apo"), s => Assert.Equal(ResultatEtape.Avertissement, s.Resultat));
        using var http = new HttpClient();
        var step = Assert.Single(await ApogeeConnectionTest.RunAsync(new ApogeeOptions(), http, TimeProvider.System, CancellationToken.None).ToListAsync());
        Assert.Equal((ResultatEtape.Avertissement, false), (step.Resultat, step.Bloquante));
    }

    [Fact]
    public async Task The_neighbours_that_are_set_up_are_tried_too()
    {
        const string Wsdl = "<d:definitions xmlns:d='http://schemas.xmlsoap.org/wsdl/'><d:portType><d:operation name='mettreAJourLaissezPasserWS'/></d:portType></d:definitions>";
        var nobody = Soap11.Fault("technical.data.nullretrieve.etudiant", "gouv.education.apogee.commun.servicesmetiers.EtudiantMetier", "Aucun");
        await using var server = await Server.AnsweringAsync(async http =>
        {
            http.Response.StatusCode = http.Request.Method == "GET" ? 200 : 500;
            http.Response.ContentType = "text/xml";
            await http.Response.WriteAsync(http.Request.Method == "GET" ? Wsdl : nobody);
        });

        var steps = await RunAsync(server.Service, "apo", o => o with { LaissezPasser = new(), Etudiant = new() });
        Assert.Equal(4, steps.Count);
        Assert.Equal((ResultatEtape.Avertissement, false), (steps[2].Resultat, steps[2].Bloquante));
        Assert.Contains("version 1", steps[2].Remede, StringComparison.Ordinal);
        Assert.Equal((ResultatEtape.Reussie, false), (steps[3].Resultat, steps[3].Bloquante));

        steps = await RunAsync(server.Service, "apo", o => o with { LaissezPasser = new() { Version = 1 } });
        Assert.Equal(ResultatEtape.Reussie, steps[2].Resultat);
    }

    [Fact]
    public async Task A_neighbour_that_is_away_only_warns()
    {
        var steps = await RunAsync(new Uri("http://127.0.0.1:9/services/OpiMetier"), "apo", o => o with { LaissezPasser = new(), Etudiant = new() });
        Assert.Equal(4, steps.Count);
        Assert.All(steps, s => Assert.Equal((ResultatEtape.Avertissement, false), (s.Resultat, s.Bloquante)));
    }

    private static Task<Server> HostAsync(Action touched) => Server.StartAsync(app => app.MapSoap(
        "/services/OpiMetier",
        OpiMetierService.Create((lecture, _, _) => { if (lecture is OpiRecu) touched(); return default; }),
        new SoapEndpointOptions
        {
            DescribeFailure = (_, failure) => OpiMetierService.DescribeFailure(failure),
            Guard = http => new ValueTask<IResult?>(http.Request.Headers.Authorization == "Basic YXBvOnA=" ? null : Results.Unauthorized()),
            Contract = http => new ValueTask<IResult?>(Results.Text(OpiWsdl.Render(OpiContrat.ParDefaut, new Uri("http://a/")), "text/xml")),
        }));

    private static async Task<IReadOnlyList<EtapeTest>> RunAsync(Uri url, string login, Func<ApogeeOptions, ApogeeOptions>? change = null)
    {
        using var http = new HttpClient(SoapClient.CreateHandler(TimeSpan.FromMinutes(5)));
        var options = Samples.Options with { Url = url.AbsoluteUri, Login = login, MotDePasse = "p" };
        return await ApogeeConnectionTest.RunAsync(
            change?.Invoke(options) ?? options, http, TimeProvider.System, CancellationToken.None).ToListAsync();
    }
}
