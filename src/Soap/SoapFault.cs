using System.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>A fault to answer with.</summary>
/// <param name="Code">Who is at fault.</param>
/// <param name="Text">The <c>faultstring</c>: clients may compare it literally.</param>
/// <param name="Detail">
/// Writes the children of <c>detail</c>, in whatever namespace the caller expects; null leaves <c>detail</c> out.
/// </param>
public sealed record SoapFault(SoapFaultCode Code, string Text, Action<XmlWriter>? Detail = null);
