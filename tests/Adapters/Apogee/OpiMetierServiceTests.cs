using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class OpiMetierServiceTests
{
    private static readonly XNamespace Envelope = SoapNamespaces.Envelope;
    private const string Dated = Samples.Ns + "_30042019";

    [Theory]
    [MemberData(nameof(OpiMessageReaderTests.Everywhere), MemberType = typeof(OpiMessageReaderTests))]
    public async Task Success_is_an_empty_wrapper_in_the_callers_namespace(int version, string ns)
    {
        OpiRecu? received = null;
        var (status, body) = await PostAsync(Samples.Envelope(Samples.Individu, version, ns), (recu, _, _) =>
        {
            received = recu;
            return default;
        });

        Assert.Equal(HttpStatusCode.OK, status);
        var wrapper = body.Elements().Single();
        Assert.Equal(XName.Get($"mettreajourDonneesOpi_v{version}Response", ns), wrapper.Name);
        Assert.True(wrapper.IsEmpty || !wrapper.Nodes().Any());
        Assert.Equal("100017", received!.CodOpiIntEpo);
    }

    [Theory]
    [InlineData(false, "fault")]
    [InlineData(true, "WebBaseException")]
    public async Task A_refusal_is_Apogees_fault_in_the_callers_namespace(bool webBaseException, string element)
    {
        var called = false;
        var (status, body) = await PostAsync(
            Samples.Envelope(Samples.Individu + $"<voeux>{Samples.Wish(decision: "X")}</voeux>", 10, Dated),
            (_, _, _) => { called = true; return default; },
            _ => webBaseException);

        Assert.False(called);
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        var fault = body.Element(Envelope + "Fault")!;
        Assert.Equal("technical.parameter.noncoherentinput.codDecVeu", fault.Element("faultstring")!.Value);
        var detail = fault.Element("detail")!.Elements().Single();
        Assert.Equal(XName.Get(element, Dated), detail.Name);
        Assert.Equal(["domaine", "element", "messages", "nature", "type", "lastErrorMsg"], detail.Elements().Select(e => e.Name.ToString()));
        Assert.Equal(("parameter", "codDecVeu", "noncoherentinput", "technical"),
            (detail.Element("domaine")!.Value, detail.Element("element")!.Value, detail.Element("nature")!.Value, detail.Element("type")!.Value));
        Assert.Contains("vœu n° 1", detail.Element("lastErrorMsg")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OpiMessageReaderTests.Everywhere), MemberType = typeof(OpiMessageReaderTests))]
    public async Task A_refusal_stands_in_the_callers_namespace_whatever_his_version(int version, string ns)
    {
        var (status, body) = await PostAsync(Samples.Envelope("<individu/>", version, ns), Accept);
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("technical.parameter.nullinput.codOpiIntEpo", body.Descendants("faultstring").Single().Value);
        Assert.Equal(XName.Get("fault", ns), body.Descendants("detail").Single().Elements().Single().Name);
    }

    [Fact]
    public async Task The_hosts_own_refusal_goes_back_with_its_code()
    {
        var (_, body) = await PostAsync(Samples.Envelope(Samples.Individu), (_, _, _) => new(OpiFaute.OfSis("functionnal.borules.regle.opi", "Refusé.")));
        Assert.Equal("functionnal.borules.regle.opi", body.Descendants("faultstring").Single().Value);
    }

    [Theory]
    [InlineData("mettreajourDonneesOpi_v11", Samples.Ns, "operation", Samples.Ns)]
    [InlineData("mettreajourDonneesOpi_v11", Dated, "operation", Dated)]
    [InlineData("autre", "urn:x", "operation", Samples.Ns)]
    public async Task An_unknown_operation_is_a_fault_in_the_grammar(string name, string ns, string element, string answerNs)
    {
        var (status, body) = await PostAsync(Samples.Wrap(new XElement(XName.Get(name, ns))), Accept);
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal($"technical.parameter.noncoherentinput.{element}", body.Descendants("faultstring").Single().Value);
        Assert.Equal(XName.Get("fault", answerNs), body.Descendants("detail").Single().Elements().Single().Name);
    }

    [Fact]
    public async Task Malformed_xml_behind_a_good_start_is_refused_before_the_handler()
    {
        var called = false;
        var bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Samples.Envelope(Samples.Individu)).Replace("</e:Envelope>", "</e:Autre>", StringComparison.Ordinal));
        var (_, body) = await PostAsync(bytes, (_, _, _) => { called = true; return default; });
        Assert.False(called);
        Assert.Equal("technical.parameter.noncoherentinput.message", body.Descendants("faultstring").Single().Value);
    }

    [Fact]
    public async Task A_failing_handler_tells_the_caller_no_secret()
    {
        var (status, body) = await PostAsync(Samples.Envelope(Samples.Individu), (_, _, _) => throw new InvalidOperationException("secret"));
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("technical.system.unexpected.OpiMetier", body.Descendants("faultstring").Single().Value);
        Assert.DoesNotContain("secret", body.ToString(), StringComparison.Ordinal);
    }

    private static ValueTask<OpiFaute?> Accept(OpiRecu recu, SoapCall call, CancellationToken cancellationToken) => default;

    private static async Task<(HttpStatusCode Status, XElement Body)> PostAsync(
        byte[] message, Func<OpiRecu, SoapCall, CancellationToken, ValueTask<OpiFaute?>> handle, Func<HttpContext, bool>? webBaseException = null)
    {
        await using var server = await Server.StartAsync(app => app.MapSoap(
            "/services/OpiMetier",
            OpiMetierService.Create((lecture, call, ct) => lecture is OpiFaute fault ? new(fault) : handle((OpiRecu)lecture, call, ct), webBaseException),
            new SoapEndpointOptions { DescribeFailure = (_, failure) => OpiMetierService.DescribeFailure(failure) }));
        using var http = new HttpClient();
        using var content = new ByteArrayContent(message);
        content.Headers.TryAddWithoutValidation("Content-Type", "text/xml; charset=utf-8");
        using var response = await http.PostAsync(server.Service, content);
        var xml = XDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, xml.Descendants(Envelope + "Body").Single());
    }
}
