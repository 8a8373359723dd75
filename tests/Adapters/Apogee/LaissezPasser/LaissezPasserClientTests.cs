using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class LaissezPasserClientTests
{
    private const string Ns = "gouv.education.apogee.commun.servicesmetiers.LaissezPasserMetier";

    private static readonly LaissezPasserContenu Contenu = new()
    {
        TypLpa = "IAPRIMO", CodAnu = "2026", NumOpi = "P17", CodEtp = "L1DRO3", CodVrsVet = "101", CodDip = "LDROIT", CodVrsVdi = "102",
        CodRgi = "1", CodStu = "01", LibCmtLpa = "Décision n° 4 & suivantes", CodCatOuiSi = "OS3", MtfCat = "REM",
    };

    [Fact]
    public async Task Version_2_sends_the_fourteen_children_in_the_order_of_the_schema_and_none_of_them_nil()
    {
        await using var server = await Server.AnsweringAsync(200, Ok());
        var echange = await SendAsync(server.Service);

        Assert.IsType<IssueEnvoi.Acquittee>(echange.Issue);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><lpa:mettreAJourLaissezPasserWS_V2 xmlns:lpa="gouv.education.apogee.commun.servicesmetiers.LaissezPasserMetier"><typLpa>IAPRIMO</typLpa><codAnu>2026</codAnu><numOPI>P17</numOPI><codEtu></codEtu><codEtp>L1DRO3</codEtp><codVrsVet>101</codVrsVet><codDip>LDROIT</codDip><codVrsVdi>102</codVrsVdi><codRgi>1</codRgi><codStu>01</codStu><libCmtLpa>Décision n° 4 &amp; suivantes</libCmtLpa><codCatOuiSi>OS3</codCatOuiSi><mtfCat>REM</mtfCat><codCatExoExt></codCatExoExt></lpa:mettreAJourLaissezPasserWS_V2></soapenv:Body></soapenv:Envelope>
            """,
            Encoding.UTF8.GetString(echange.Requete.Span));
        Assert.Equal(Encoding.UTF8.GetString(echange.Requete.Span), Assert.Single(server.Seen).Body);
        Assert.Equal(Ok(), Encoding.UTF8.GetString(echange.Reponse.Span));
        Assert.Empty(echange.Modifications);
    }

    [Fact]
    public async Task Version_1_sends_the_first_eleven_with_an_underscore_and_tells_what_it_cannot_carry()
    {
        const string Dated = Ns + "_05012015";
        await using var server = await Server.AnsweringAsync(200, Ok("mettreAJourLaissezPasserWSResponse", Dated));
        var echange = await SendAsync(server.Service, new LaissezPasserOptions { Version = 1, EspaceDeNoms = Dated });

        Assert.IsType<IssueEnvoi.Acquittee>(echange.Issue);
        var call = Request(server);
        Assert.Equal(XName.Get("mettreAJourLaissezPasserWS", Dated), call.Name);
        Assert.Equal(
            "_typLpa=IAPRIMO _codAnu=2026 _numOPI=P17 _codEtu= _codEtp=L1DRO3 _codVrsVet=101 _codDip=LDROIT _codVrsVdi=102 _codRgi=1 _codStu=01 _libCmtLpa=Décision n° 4 & suivantes",
            string.Join(' ', call.Elements().Select(e => $"{e.Name}={e.Value}")));
        Assert.Equal([("codCatOuiSi", "OS3"), ("mtfCat", "REM")], echange.Modifications.Select(m => (m.Champ, m.Avant!)));
    }

    [Fact]
    public async Task The_namespace_of_another_release_is_a_success_as_for_the_service_s_own_clients()
    {
        await using var server = await Server.AnsweringAsync(200, Ok(ns: Ns + "_05012015"));
        Assert.IsType<IssueEnvoi.Acquittee>((await SendAsync(server.Service)).Issue);
    }

    [Theory]
    [InlineData("mettreAJourLaissezPasserWSResponse", Ns)]
    [InlineData("mettreAJourLaissezPasserWS_V2Response", Ns)]
    [InlineData("mettreAJourLaissezPasserWSResponse_V2", "urn:x")]
    public async Task Another_response_is_no_success(string name, string ns)
    {
        await using var server = await Server.AnsweringAsync(200, Ok(name, ns));
        var failed = Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue);
        Assert.Contains("LaissezPasserMetier", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("functionnal.borules.regle.lpa", "ce laissez-passer")]
    [InlineData("technical.data.nullretrieve.numOPI", "OPI du candidat")]
    [InlineData("technical.parameter.noncoherentinput.codCatOuiSi", "catégorie Oui si")]
    [InlineData("technical.parameter.noncoherentinput.codRgi", "apogee.laissezPasser")]
    public async Task A_business_fault_is_refused_with_an_explanation(string code, string explanation)
    {
        await using var server = await Server.AnsweringAsync(500, Soap11.Fault(code, Ns, "non"));
        var refused = Assert.IsType<IssueEnvoi.Refusee>((await SendAsync(server.Service)).Issue);
        Assert.Equal((code, "non"), (refused.Code, refused.Message));
        Assert.Contains(explanation, refused.Explication, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "motDePasse")]
    [InlineData(404, "/services/LaissezPasserMetier")]
    [InlineData(503, "503")]
    public async Task What_is_not_SOAP_is_a_technical_failure(int status, string expected)
    {
        await using var server = await Server.AnsweringAsync(status, "<html/>", "text/html");
        Assert.Contains(expected, Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_technical_fault_is_a_technical_failure()
    {
        await using var server = await Server.AnsweringAsync(500, Soap11.Fault("technical.system.base.indisponible", Ns, "base"));
        Assert.Contains("ce laissez-passer : base", Assert.IsType<IssueEnvoi.EchecTechnique>((await SendAsync(server.Service)).Issue).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_after_the_request_is_uncertain()
    {
        await using var server = await Server.AnsweringAsync(http => { http.Abort(); return Task.CompletedTask; });
        Assert.IsType<IssueEnvoi.Incertaine>((await SendAsync(server.Service)).Issue);
    }

    [Fact]
    public async Task A_closed_port_means_not_sent() =>
        Assert.IsType<IssueEnvoi.NonEnvoyee>((await SendAsync(new Uri("http://127.0.0.1:9/services/OpiMetier"))).Issue);

    [Fact]
    public async Task Without_settings_of_its_own_the_service_stands_beside_OpiMetier_with_the_same_login()
    {
        var path = "";
        await using var server = await Server.AnsweringAsync(http =>
        {
            path = http.Request.Path;
            http.Response.ContentType = "text/xml";
            return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Ok())).AsTask();
        });
        await SendAsync(server.Service);
        await SendAsync(server.Service, new LaissezPasserOptions { Url = new Uri(server.Address, "lpa/ailleurs").AbsoluteUri, Login = "lpa", MotDePasse = "q" });

        Assert.Equal(["opi:p", "lpa:q"], server.Seen.Select(s => Encoding.UTF8.GetString(Convert.FromBase64String(s.Authorization!["Basic ".Length..]))));
        Assert.Equal("/lpa/ailleurs", path);
    }

    private static XElement Request(Server server) => XDocument.Parse(Assert.Single(server.Seen).Body).Root!.Elements().Single().Elements().Single();

    private static string Ok(string name = "mettreAJourLaissezPasserWSResponse_V2", string ns = Ns) => Soap11.Envelope($"<r:{name} xmlns:r='{ns}'/>");

    private static async Task<Echange> SendAsync(Uri opiMetier, LaissezPasserOptions? section = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApogeeAdapter();
        await using var provider = services.BuildServiceProvider();
        var options = Samples.Options with { Url = opiMetier.AbsoluteUri, Login = "opi", MotDePasse = "p", LaissezPasser = section ?? new() };
        return await provider.GetRequiredService<LaissezPasserClient>().SendAsync(options, Contenu, CancellationToken.None);
    }
}
