using System.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>A fault as a service sent it.</summary>
/// <param name="Code">The <c>faultcode</c> without prefix, e.g. <c>Server</c> or <c>Server.userException</c>.</param>
/// <param name="Text">The <c>faultstring</c>; empty when missing.</param>
/// <param name="DetailName">
/// The element that matters in <c>detail</c>: the first one that has children, else the first; null without detail.
/// </param>
/// <param name="Fields">
/// The children of that element by local name, whatever their order and namespace, each with its text or the texts of
/// its own children (<c>messages/item</c>). A child without value has an empty list.
/// </param>
public sealed record SoapFaultReceived(
    string Code,
    string Text,
    XmlQualifiedName? DetailName,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
{
    /// <summary>The first value of a field; null when absent or without value.</summary>
    public string? Field(string localName) =>
        Fields.TryGetValue(localName, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>Every value of a field; empty when absent.</summary>
    public IReadOnlyList<string> FieldValues(string localName) => Fields.TryGetValue(localName, out var values) ? values : [];
}
