using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>The answers of Apogée: a wrapper, or a fault in the caller's own namespace.</summary>
internal static class SoapWriter
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Task SuccessAsync(HttpResponse response, OpiMessage message) =>
        WriteAsync(response, StatusCodes.Status200OK, new XElement(XName.Get(message.Operation + "Response", message.Namespace)));

    public static Task AnswerAsync(HttpResponse response, XElement answer) => WriteAsync(response, StatusCodes.Status200OK, answer);

    public static Task FaultAsync(HttpResponse response, string @namespace, OpiFault fault) =>
        WriteAsync(response, StatusCodes.Status500InternalServerError, new XElement(
            Soap + "Fault",
            new XElement("faultcode", "soapenv:Server"),
            new XElement("faultstring", fault.Code),
            new XElement("detail", new XElement(
                XName.Get("fault", @namespace),
                new XElement("domaine", fault.Domaine),
                new XElement("element", fault.Element),
                new XElement("messages", new XElement("item", fault.Message)),
                new XElement("nature", fault.Nature),
                new XElement("type", fault.Type),
                new XElement("lastErrorMsg", fault.Message)))));

    /// <summary>What Axis answers to a call that it cannot dispatch: a fault without detail.</summary>
    public static Task PlainFaultAsync(HttpResponse response, string text) =>
        WriteAsync(response, StatusCodes.Status500InternalServerError, new XElement(
            Soap + "Fault", new XElement("faultcode", "soapenv:Server"), new XElement("faultstring", text)));

    public static Task XmlAsync(HttpResponse response, int status, string xml)
    {
        response.StatusCode = status;
        response.ContentType = "text/xml;charset=utf-8";
        return response.Body.WriteAsync(Utf8.GetBytes(xml), response.HttpContext.RequestAborted).AsTask();
    }

    private static Task WriteAsync(HttpResponse response, int status, XElement content)
    {
        var envelope = new XElement(
            Soap + "Envelope", new XAttribute(XNamespace.Xmlns + "soapenv", Soap.NamespaceName), new XElement(Soap + "Body", content));
        return XmlAsync(response, status, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + envelope.ToString(SaveOptions.DisableFormatting));
    }
}
