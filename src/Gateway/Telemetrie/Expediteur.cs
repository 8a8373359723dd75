using OpenTelemetry.Exporter;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>How signals are sent: to the operator's own address, with the certificates of all whom the gateway calls.</summary>
internal sealed class Expediteur(TelemetrieOptions options, CertificatsSortants certificates)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public void Apply(OtlpExporterOptions otlp, string signal)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = options.AdresseDe(signal);
        otlp.Headers = options.OtlpEnTetes;
        otlp.TimeoutMilliseconds = (int)Patience.TotalMilliseconds;
        otlp.HttpClientFactory = Client;
    }

    private HttpClient Client()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, ConnectTimeout = Patience / 2, ConnectCallback = AppelsSortants.LibreAsync,
            // What is sent of calls is no call to tell of.
            ActivityHeadersPropagator = null,
        };
        certificates.Apply(handler.SslOptions);
        return new HttpClient(handler) { Timeout = Patience };
    }
}
