using System.Xml;
using Microsoft.Extensions.Primitives;

namespace Parcoursup.Gateway.Soap.Server;

/// <summary>
/// The header that names the intent. The body's element decides what is called, because clients leave the header out,
/// empty, or fill it with whatever their stack invents. Only one that names another operation of the same service is an
/// attack or a grave mistake: a filter in front may have let the message pass on the strength of it.
/// </summary>
internal static class SoapAction
{
    public const string Header = "SOAPAction";

    /// <summary>The operation that the header names although the body calls another; null when there is no such conflict.</summary>
    public static string? NamesAnother(StringValues header, XmlQualifiedName called, SoapService service)
    {
        foreach (var value in header)
        {
            var action = value.AsSpan().Trim(" \t\"'");
            if (action.IsEmpty) continue;
            // ns/operation, ns#operation, urn:operation, or the bare name.
            var name = action[(action.LastIndexOfAny("/#:") + 1)..];
            if (name.SequenceEqual(called.Name)) continue;
            var other = name.ToString();
            if (service.Resolve(new(other, called.Namespace)) is not null) return other;
        }

        return null;
    }
}
