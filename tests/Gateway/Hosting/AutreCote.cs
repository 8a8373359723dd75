using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// Stands before a simulator and, while a fault is set, lets nothing through: what networks, proxies and failing servers do. Without one it
/// hands every call on, and counts how many it had in hand at a time.
/// </summary>
public sealed class AutreCote : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Uri _behind;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Poll.Patience };
    private readonly Lock _lock = new();
    private volatile string? _fault;
    private int _refused;
    private int _passed;
    private int _inHand;
    private int _mostInHand;

    private AutreCote(WebApplication app, Uri behind) => (_app, _behind) = (app, behind);

    /// <summary>Address of the service behind, here.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Calls that met the fault.</summary>
    public int Empechees => Volatile.Read(ref _refused);

    /// <summary>Calls that were handed on.</summary>
    public int Transmises => Volatile.Read(ref _passed);

    /// <summary>The most that were handed on at a time.</summary>
    public int PlusALaFois => Volatile.Read(ref _mostInHand);

    public static async Task<AutreCote> StartAsync(Uri behind)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var front = new AutreCote(builder.Build(), behind);
        front._app.MapFallback(front.AnswerAsync);
        await front._app.StartAsync();
        var own = new Uri(front._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        front.Url = new Uri(own, behind.PathAndQuery);
        return front;
    }

    /// <summary>From now on every call meets this; null: none does.</summary>
    public void Panne(string? fault) => _fault = fault;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private Task AnswerAsync(HttpContext http)
    {
        if (_fault is not { } fault) return PassAsync(http);
        Interlocked.Increment(ref _refused);
        return FailAsync(http, fault);
    }

    private async Task FailAsync(HttpContext http, string fault)
    {
        var answer = http.Response;
        switch (fault)
        {
            case "coupure":
                http.Abort();
                break;
            case "silence":
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "goutte à goutte":
                http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
                answer.ContentType = "text/xml; charset=utf-8";
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await answer.WriteAsync(" ", http.RequestAborted);
                    await Task.Delay(50, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                break;
            case "503":
                answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case "503 avec un délai":
                answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
                answer.Headers.RetryAfter = "1";
                break;
            case "réponse coupée":
                answer.ContentType = "text/xml; charset=utf-8";
                answer.ContentLength = 5000;
                await answer.WriteAsync("<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">", http.RequestAborted);
                await answer.Body.FlushAsync(http.RequestAborted);
                http.Abort();
                break;
            case "réponse illisible":
                answer.ContentType = "text/xml; charset=utf-8";
                await answer.WriteAsync("<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Bo", http.RequestAborted);
                break;
            case "page de connexion":
                answer.ContentType = "text/html; charset=utf-8";
                await answer.WriteAsync("<html><body><form><input type=\"password\" name=\"p\"></form></body></html>", http.RequestAborted);
                break;
            case "base arrêtée":
                answer.StatusCode = StatusCodes.Status500InternalServerError;
                answer.ContentType = "text/xml; charset=utf-8";
                await answer.Body.WriteAsync(Encoding.UTF8.GetBytes(
                    "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><soapenv:Fault>"
                    + "<faultcode>soapenv:Server.userException</faultcode><faultstring>java.sql.SQLException: ORA-01034: ORACLE not available</faultstring>"
                    + "</soapenv:Fault></soapenv:Body></soapenv:Envelope>"), http.RequestAborted);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault.");
        }
    }

    private async Task PassAsync(HttpContext http)
    {
        lock (_lock) _mostInHand = Math.Max(_mostInHand, ++_inHand);
        try
        {
            using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(_behind, http.Request.Path + http.Request.QueryString))
            {
                Content = new StreamContent(http.Request.Body),
            };
            foreach (var (name, value) in http.Request.Headers)
                if (name is "Content-Type" or "Content-Length") request.Content.Headers.TryAddWithoutValidation(name, value.ToString());
                else if (name is "Authorization" or "SOAPAction") request.Headers.TryAddWithoutValidation(name, value.ToString());
            using var answer = await _http.SendAsync(request, http.RequestAborted);
            Interlocked.Increment(ref _passed);
            http.Response.StatusCode = (int)answer.StatusCode;
            http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        finally
        {
            lock (_lock) _inHand--;
        }
    }
}
