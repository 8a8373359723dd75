using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Parcoursup.Gateway.Interop.Tests.Cases;

namespace Parcoursup.Gateway.Interop.Tests.Drivers;

/// <summary>C# of a contract: an interface with its messages, and a class for every type of its schemas.</summary>
internal static class WcfStubs
{
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    public static string Of(Contract contract, XDocument wsdl)
    {
        var code = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""
            #nullable enable
            using System.ServiceModel;
            using System.Xml.Schema;
            using System.Xml.Serialization;

            namespace Contrats.{{contract.Key.Replace('-', '_')}};

            [ServiceContract(Name = "OpiMetierServiceInterface", Namespace = "{{contract.Namespace}}-impl")]
            [XmlSerializerFormat(SupportFaults = true)]
            public interface IOpiMetier
            {

            """);
        var operations = wsdl.Descendants(Wsdl + "portType").Elements(Wsdl + "operation").Select(o => o.Attribute("name")!.Value).ToList();
        foreach (var operation in operations)
            code.Append(CultureInfo.InvariantCulture, $$"""
                    [OperationContract(Action = "", ReplyAction = "*")]
                    [FaultContract(typeof(WebBaseException), Action = "", Name = "fault", Namespace = "{{contract.Namespace}}")]
                    {{operation}}ResponseMessage {{operation}}({{operation}}Message request);

                """);
        code.Append("}\n");
        foreach (var element in operations.SelectMany(o => new[] { o, o + "Response" }))
            Message(code, contract, wsdl.Descendants(Xsd + "element").Single(e => e.Attribute("name")!.Value == element));
        foreach (var type in Types(wsdl)) Class(code, type);
        return code.ToString();
    }

    // Bare, as the tool does it where the wrapper's children have no namespace: those of two operations would be one name for two types.
    private static void Message(StringBuilder code, Contract contract, XElement wrapper)
    {
        var name = wrapper.Attribute("name")!.Value;
        code.Append(CultureInfo.InvariantCulture, $$"""

            [MessageContract(IsWrapped = false)]
            public sealed class {{name}}Message
            {
                [MessageBodyMember(Name = "{{name}}", Namespace = "{{contract.Namespace}}", Order = 0)]
                public {{name}}? Body { get; set; }
            }

            [XmlType(AnonymousType = true, Namespace = "{{contract.Namespace}}")]
            public sealed class {{name}}
            {

            """);
        foreach (var (element, order) in wrapper.Descendants(Xsd + "element").Select((e, i) => (e, i))) Property(code, element, order);
        code.Append("}\n");
    }

    private static void Class(StringBuilder code, XElement type)
    {
        code.Append(CultureInfo.InvariantCulture, $$"""

            [XmlType("{{type.Attribute("name")!.Value}}", Namespace = "{{Namespace(type)}}")]
            public sealed class {{ClassName(type)}}
            {

            """);
        foreach (var (element, order) in type.Descendants(Xsd + "element").Select((e, i) => (e, i))) Property(code, element, order);
        code.Append("}\n");
    }

    private static void Property(StringBuilder code, XElement element, int order)
    {
        var name = element.Attribute("name")!.Value;
        var type = element.Attribute("type")!.Value;
        var isNillable = element.Attribute("nillable")?.Value == "true";
        var (prefix, local) = (type[..type.IndexOf(':', StringComparison.Ordinal)], type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        type = element.GetNamespaceOfPrefix(prefix) == Xsd ? local : ClassName(Types(element.Document!).Single(t =>
            t.Attribute("name")!.Value == local && Namespace(t) == element.GetNamespaceOfPrefix(prefix)!.NamespaceName));
        if (element.Attribute("maxOccurs") is not null) type += "[]";
        // A number that is not nillable cannot be null in .NET: it is 0 when the caller does not set it.
        if (isNillable || type is not ("int" or "decimal")) type += "?";
        code.Append(CultureInfo.InvariantCulture, $"    [XmlElement(\"{name}\", Form = XmlSchemaForm.Unqualified, Order = {order}, IsNullable = {(isNillable ? "true" : "false")})]\n")
            .Append(CultureInfo.InvariantCulture, $"    public {type} {name} {{ get; set; }}\n\n");
    }

    private static IEnumerable<XElement> Types(XDocument wsdl) => wsdl.Descendants(Xsd + "complexType").Where(t => t.Attribute("name") is not null);

    // Several DTOs have a TableauVoeu of their own.
    private static string ClassName(XElement type)
    {
        var name = type.Attribute("name")!.Value;
        return Types(type.Document!).Count(t => t.Attribute("name")!.Value == name) == 1 ? name : $"{Namespace(type).Split('.')[0]}_{name}";
    }

    private static string Namespace(XElement type) => type.Parent!.Attribute("targetNamespace")!.Value;
}
