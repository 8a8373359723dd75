using System.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>
/// A set of operations behind one address. Resolution is a function rather than a table because one service may answer
/// in an open set of namespaces.
/// </summary>
/// <param name="resolve">The operation for a request element, or null when there is none.</param>
public sealed class SoapService(Func<XmlQualifiedName, ISoapOperation?> resolve)
{
    /// <summary>The operation that answers <paramref name="request"/>, or null.</summary>
    public ISoapOperation? Resolve(XmlQualifiedName request) => resolve(request);
}
