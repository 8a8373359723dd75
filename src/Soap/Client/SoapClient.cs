using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using Parcoursup.Gateway.Soap.Client;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>Calls SOAP 1.1 document/literal services. Thread-safe; never retries by itself.</summary>
/// <param name="http">
/// The transport, normally over <see cref="CreateHandler"/>. A handler that follows redirections or retries would send
/// a message twice behind the caller's back.
/// </param>
/// <param name="time">The clock of the timeouts; null for the system's.</param>
public sealed class SoapClient(HttpClient http, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>A handler without redirections, cookies or decompression; add client certificates to it as needed.</summary>
    /// <param name="connectTimeout">Longest time to connect, TLS included.</param>
    public static SocketsHttpHandler CreateHandler(TimeSpan connectTimeout) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = connectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>
    /// Sends one message and waits for its answer. What the network or the service does, and cancellation, comes back
    /// as a result; only an exception of <paramref name="writeBody"/> is thrown.
    /// </summary>
    /// <param name="address">Where to POST.</param>
    /// <param name="writeBody">Writes exactly one element, the body's only child.</param>
    /// <param name="options">Timeout, credentials, limits.</param>
    /// <param name="cancellationToken">Gives up waiting; the result then is NotSent or Unknown.</param>
    public async Task<SoapClientResult> CallAsync(
        Uri address, Action<XmlWriter> writeBody, SoapClientOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(writeBody);
        ArgumentNullException.ThrowIfNull(options);

        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        var bytes = Render(writeBody);
        var content = new TrackedContent(bytes);
        request.Content = content;
        request.Headers.TryAddWithoutValidation("SOAPAction", "\"\"");
        request.Headers.Accept.Add(new("text/xml"));
        if (options.Login is { } login) request.Headers.Authorization = Basic(login, options.Password);

        var wire = new Wire(content, bytes, _time);
        using var deadline = new Deadline(options.Timeout, _time, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            wire.Begin(response);
            var whole = await wire.ReceiveAsync(response, options.ResponseLimits.MaxBodyBytes, deadline.Token);
            return whole
                ? ResponseInterpreter.Interpret(wire.Exchange, options.ResponseLimits)
                : new SoapClientResult.Unknown(
                    wire.Exchange,
                    UnknownReason.ResponseTooLarge,
                    "La réponse du service est trop volumineuse.",
                    $"More than {options.ResponseLimits.MaxBodyBytes} bytes.");
        }
        catch (Exception e)
        {
            // Handlers in the pipeline throw their own kinds; what matters is only whether the message had left.
            return TransportFailure.Classify(e, wire, cancellationToken.IsCancellationRequested);
        }
    }

    private static byte[] Render(Action<XmlWriter> writeBody)
    {
        using var stream = new PooledStream();
        SoapEnvelopeWriter.WriteBody(stream, writeBody);
        return stream.Written.ToArray();
    }

    private static AuthenticationHeaderValue Basic(string login, string? password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
}
