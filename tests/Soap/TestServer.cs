using System.Net;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Soap.Tests;

/// <summary>A real Kestrel on a free port, and a bare HTTP client that talks to it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app)
    {
        _app = app;
        Http = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public Uri Address => new(Http.BaseAddress!, "/soap");

    public static Task<TestServer> WithAsync(ISoapOperation operation, SoapEndpointOptions? options = null) =>
        StartAsync(app => app.MapSoap("/soap", new SoapService(name => name.Name is "greet" or "depart" ? operation : null), options));

    public static Task<TestServer> RespondingAsync(RequestDelegate respond) => StartAsync(app => app.MapPost("/soap", respond));

    public static async Task<TestServer> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new(app);
    }

    public Task<HttpResponseMessage> PostAsync(string body, string contentType = "text/xml; charset=utf-8") =>
        PostAsync(Encoding.UTF8.GetBytes(body), contentType);

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType = "text/xml; charset=utf-8")
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Http.PostAsync("/soap", content);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
