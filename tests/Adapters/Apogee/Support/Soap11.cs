using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>Answers written by hand.</summary>
internal static class Soap11
{
    public static string Envelope(string body) => $"<e:Envelope xmlns:e='{SoapNamespaces.Envelope}'><e:Body>{body}</e:Body></e:Envelope>";

    public static string Fault(string text, string ns, string lastErrorMsg) => Envelope(
        $"<e:Fault><faultcode>e:Server</faultcode><faultstring>{text}</faultstring><detail><o:fault xmlns:o='{ns}'><lastErrorMsg>{lastErrorMsg}</lastErrorMsg></o:fault></detail></e:Fault>");
}
