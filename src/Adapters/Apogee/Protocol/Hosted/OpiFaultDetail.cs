using System.Xml;
using Parcoursup.Gateway.Soap;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// A refusal as Apogée words it (contract §4): the dotted code as <c>faultstring</c>, and its parts in an element of
/// the caller's namespace, because Axis and JAX-WS recognise no other.
/// </summary>
public static class OpiFaultDetail
{
    /// <param name="faute">The refusal.</param>
    /// <param name="espaceDeNoms">The caller's namespace.</param>
    /// <param name="webBaseException">The element of client libraries 6.10-6.30 instead of <c>fault</c> (rule E5).</param>
    /// <param name="code">Whose fault it is, in SOAP's own terms.</param>
    public static SoapFault ToSoapFault(this OpiFaute faute, string espaceDeNoms, bool webBaseException = false,
        SoapFaultCode code = SoapFaultCode.Client) =>
        new(code, faute.Code, writer => Write(writer, faute, espaceDeNoms, webBaseException));

    private static void Write(XmlWriter writer, OpiFaute faute, string ns, bool webBaseException)
    {
        var parts = faute.Code.Split('.', 4);
        writer.WriteStartElement("opi", webBaseException ? "WebBaseException" : "fault", ns);
        writer.WriteUnqualified("domaine", Part(parts, 1));
        writer.WriteUnqualified("element", Part(parts, 3));
        // An array for Axis; those who ask for WebBaseException have JAX-WS's own bean, in which it is a repeated string.
        if (webBaseException)
        {
            writer.WriteUnqualified("messages", faute.Message);
        }
        else
        {
            writer.WriteStartElement(null, "messages", "");
            writer.WriteUnqualified("item", faute.Message);
            writer.WriteEndElement();
        }

        writer.WriteUnqualified("nature", Part(parts, 2));
        writer.WriteUnqualified("type", Part(parts, 0));
        writer.WriteUnqualified("lastErrorMsg", faute.Message);
        writer.WriteEndElement();
    }

    private static string Part(string[] parts, int index) => index < parts.Length ? parts[index] : "";
}
