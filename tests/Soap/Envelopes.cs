namespace Parcoursup.Gateway.Soap.Tests;

/// <summary>Envelopes for tests.</summary>
internal static class Envelopes
{
    public const string Ns = "urn:test.Service_24022011";

    public static string Around(string body, string header = "") =>
        $"<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
        + $"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{header}<soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>";

    public static string Greet(string children) => Around($"<ns:greet xmlns:ns=\"{Ns}\">{children}</ns:greet>");
}
