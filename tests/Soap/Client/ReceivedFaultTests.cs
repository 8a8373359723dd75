using System.Xml;
using Microsoft.AspNetCore.Http;
using static Parcoursup.Gateway.Soap.Tests.Envelopes;

namespace Parcoursup.Gateway.Soap.Tests.Client;

public sealed class ReceivedFaultTests
{
    [Fact]
    public async Task A_typed_fault_gives_its_fields_and_every_message()
    {
        var fault = await FaultAsync(
            $"<ns1:fault xmlns:ns1=\"{Ns}\"><domaine>data</domaine><element>etudiant</element>"
            + "<lastErrorMsg>Étudiant inconnu</lastErrorMsg><messages><item>un</item><item>deux</item></messages>"
            + "<nature xsi:nil=\"true\"/><type>technical</type></ns1:fault>"
            + "<ns2:hostname xmlns:ns2=\"http://xml.apache.org/axis/\">apo</ns2:hostname>");

        Assert.Equal("Server.userException", fault.Code);
        Assert.Equal("technical.data.nullretrieve.etudiant", fault.Text);
        Assert.Equal(new XmlQualifiedName("fault", Ns), fault.DetailName);
        Assert.Equal("etudiant", fault.Field("element"));
        Assert.Equal(["un", "deux"], fault.FieldValues("messages"));
        Assert.Null(fault.Field("nature"));
        Assert.Null(fault.Field("absent"));
    }

    [Fact]
    public async Task A_WebBaseException_is_read_in_any_order_even_behind_a_stack_trace()
    {
        var fault = await FaultAsync(
            "<ns2:stackTrace xmlns:ns2=\"urn:x\">at apogee</ns2:stackTrace>"
            + $"<ns1:WebBaseException xmlns:ns1=\"{Ns}\"><type>functionnal</type><lastErrorMsg>Refusé</lastErrorMsg>"
            + "<domaine>borules</domaine></ns1:WebBaseException>");

        Assert.Equal(new XmlQualifiedName("WebBaseException", Ns), fault.DetailName);
        Assert.Equal("functionnal", fault.Field("type"));
        Assert.Equal("Refusé", fault.Field("lastErrorMsg"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<detail/>")]
    public async Task A_plain_fault_has_its_text_only(string detail)
    {
        var fault = await ReceiveAsync(
            $"<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>panne</faultstring>{detail}</soapenv:Fault>");

        Assert.Equal("Server", fault.Code);
        Assert.Equal("panne", fault.Text);
        Assert.Null(fault.DetailName);
        Assert.Empty(fault.Fields);
    }

    private static Task<SoapFaultReceived> FaultAsync(string detail) => ReceiveAsync(
        "<soapenv:Fault><faultcode>soapenv:Server.userException</faultcode>"
        + $"<faultstring>technical.data.nullretrieve.etudiant</faultstring><detail>\n {detail}\n </detail></soapenv:Fault>");

    private static async Task<SoapFaultReceived> ReceiveAsync(string body)
    {
        await using var server = await TestServer.RespondingAsync(async http =>
        {
            http.Response.StatusCode = 500;
            http.Response.ContentType = "text/xml;charset=utf-8";
            await http.Response.WriteAsync(Around(body));
        });
        return Assert.IsType<SoapClientResult.Fault>(await ClientTests.CallAsync(server.Address)).Received;
    }
}
