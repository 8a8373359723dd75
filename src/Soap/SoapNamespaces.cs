namespace Parcoursup.Gateway.Soap;

/// <summary>The namespaces that the SOAP 1.1 protocol itself uses.</summary>
public static class SoapNamespaces
{
    /// <summary>The SOAP 1.1 envelope.</summary>
    public const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>The header actor that means "whoever receives this first", hence this endpoint.</summary>
    public const string ActorNext = "http://schemas.xmlsoap.org/soap/actor/next";

    /// <summary>XML Schema instance: <c>xsi:nil</c>, <c>xsi:type</c>.</summary>
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
}
