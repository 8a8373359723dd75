using System.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>What an operation answers: an empty wrapper, a payload or a fault.</summary>
public abstract record SoapReply
{
    private SoapReply()
    {
    }

    /// <summary>An empty response element; its bytes are cached per name.</summary>
    /// <param name="ResponseName">The element, normally in the caller's namespace.</param>
    public sealed record EmptyWrapper(XmlQualifiedName ResponseName) : SoapReply;

    /// <summary>A response element.</summary>
    /// <param name="Write">Writes exactly one element, the body's only child.</param>
    public sealed record Payload(Action<XmlWriter> Write) : SoapReply;

    /// <summary>A refusal.</summary>
    /// <param name="Fault">The fault to answer with.</param>
    public sealed record Faulted(SoapFault Fault) : SoapReply;

    /// <summary>Answers with an empty response element.</summary>
    public static SoapReply Empty(string localName, string namespaceUri) =>
        new EmptyWrapper(new XmlQualifiedName(localName, namespaceUri));

    /// <summary>Answers with the element that <paramref name="write"/> writes.</summary>
    public static SoapReply Of(Action<XmlWriter> write) => new Payload(write);

    /// <summary>Answers with a fault.</summary>
    public static SoapReply FromFault(SoapFault fault) => new Faulted(fault);
}
