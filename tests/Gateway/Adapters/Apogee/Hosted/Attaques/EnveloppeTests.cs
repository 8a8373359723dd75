using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>Envelopes that two readers would understand differently, or that are none.</summary>
[Collection(AttackCollection.Name)]
public sealed class EnveloppeTests(AttackedGateway shared)
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    [Fact]
    public Task Several_elements_in_the_body_are_refused() =>
        shared.AssertUnreadableAsync(Attack.Sound().Replace("</e:Body>", "<o:mettreajourDonneesOpi_v9 xmlns:o=\"" + Namespace + "\"/></e:Body>", StringComparison.Ordinal), "un seul élément");

    [Theory]
    [InlineData("<e:Body/>")]
    [InlineData("<e:Body><autre/></e:Body>")]
    public Task Several_bodies_are_refused(string second) =>
        shared.AssertUnreadableAsync(Attack.Sound().Replace("</e:Envelope>", second + "</e:Envelope>", StringComparison.Ordinal), "Rien ne doit suivre le corps");

    [Theory]
    [InlineData("<e:Header/>")]
    [InlineData("<x/>")]
    public Task Something_behind_the_body_is_refused(string something) =>
        shared.AssertUnreadableAsync(Attack.Sound().Replace("</e:Envelope>", something + "</e:Envelope>", StringComparison.Ordinal), "Rien ne doit suivre le corps");

    [Fact]
    public Task A_second_envelope_is_refused() => shared.AssertUnreadableAsync(Attack.Sound() + Attack.WithoutDeclaration(), "");

    [Theory]
    [InlineData("<e:Header/><e:Header/>")]
    [InlineData("<x/>")]
    public Task Something_else_than_one_header_before_the_body_is_refused(string something) =>
        shared.AssertUnreadableAsync(Attack.Sound().Replace("<e:Body>", something + "<e:Body>", StringComparison.Ordinal), "n'a pas de corps");

    [Theory]
    [InlineData("http://www.w3.org/2003/05/soap-envelope")]
    [InlineData("http://schemas.xmlsoap.org/soap/envelope")]
    [InlineData("urn:x")]
    public Task Another_version_of_the_envelope_is_a_VersionMismatch(string ns) =>
        shared.AssertUnreadableAsync(Attack.Sound().Replace(Soap, ns, StringComparison.Ordinal), "SOAP 1.1", "VersionMismatch");

    [Theory]
    [InlineData("e:mustUnderstand=\"1\"")]
    [InlineData("e:mustUnderstand='1' e:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"")]
    [InlineData("e:mustUnderstand='1' e:actor=\"\"")]
    [InlineData("e:mustUnderstand='true'")]
    public Task An_unknown_mandatory_header_is_a_MustUnderstand(string attributes) =>
        shared.AssertUnreadableAsync(
            Attack.Sound().Replace("<e:Body>", $"<e:Header><a/><s:Security xmlns:s='urn:s' {attributes}/></e:Header><e:Body>", StringComparison.Ordinal), "obligatoire", "MustUnderstand");

    [Theory]
    [InlineData("mettreajourDonneesOpi_v9")]
    [InlineData("\"mettreajourDonneesOpi_v9\"")]
    [InlineData("\"" + Namespace + "/mettreajourDonneesOpi_v9\"")]
    [InlineData("urn:OpiMetier#mettreajourDonneesOpi_v9")]
    public Task A_SOAPAction_that_names_another_operation_than_the_body_is_refused(string action) =>
        shared.AssertUnreadableAsync(Encoding.UTF8.GetBytes(Attack.Sound()), "SOAPAction désigne l'opération mettreajourDonneesOpi_v9", "Client", "text/xml; charset=utf-8", $"SOAPAction: {action}");

    [Fact]
    public Task A_second_SOAPAction_that_names_another_operation_is_refused() =>
        shared.AssertUnreadableAsync(
            Encoding.UTF8.GetBytes(Attack.Sound()), "SOAPAction", "Client", "text/xml; charset=utf-8", "SOAPAction: mettreajourDonneesOpi_v10", "SOAPAction: mettreajourDonneesOpi_v9");

    [Theory]
    [InlineData(null)]
    [InlineData("SOAPAction:")]
    [InlineData("SOAPAction: \"\"")]
    [InlineData("SOAPAction: \"urn:tout-autre-chose\"")]
    [InlineData("SOAPAction: mettreajourDonneesOpi_v10")]
    public async Task Any_other_SOAPAction_is_ignored_as_real_clients_need(string? field) =>
        Assert.Equal(200, (await RawHttp.PostAsync(shared.Gateway.Url, Encoding.UTF8.GetBytes(Attack.Sound()), fields: field is null ? [] : [field])).Status);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("bonjour")]
    [InlineData("<e:Envelope")]
    [InlineData("{\"a\":1}")]
    [InlineData("<e:Envelope xmlns:e='" + Soap + "'/>")]
    [InlineData("<e:Envelope xmlns:e='" + Soap + "'><e:Body/></e:Envelope>")]
    public Task What_is_no_envelope_is_refused(string body) => shared.AssertUnreadableAsync(body, "");

    [Theory]
    [InlineData("<e:Fault xmlns:e='" + Soap + "'><faultcode>e:Client</faultcode></e:Fault>")]
    [InlineData("<o:mettreajourDonneesOpi_v10 xmlns:o='urn:x'/>")]
    [InlineData("<mettreajourDonneesOpi_v10/>")]
    [InlineData("<o:supprimerTout xmlns:o='" + Namespace + "'/>")]
    [InlineData("<o:mettreajourDonneesOpi_v99 xmlns:o='" + Namespace + "'/>")]
    public async Task An_operation_that_does_not_exist_is_refused(string payload)
    {
        var fault = await shared.AssertRefusedAsync(Encoding.UTF8.GetBytes($"<e:Envelope xmlns:e='{Soap}'><e:Body>{payload}</e:Body></e:Envelope>"));
        Assert.Equal(("soapenv:Client", "technical.parameter.noncoherentinput.operation"), (fault.FaultCode, fault.Code));
    }
}
