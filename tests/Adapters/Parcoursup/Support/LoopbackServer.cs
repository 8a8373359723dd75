using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

/// <summary>A real Kestrel on a free port that answers as the test says and remembers what it was sent.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app, string url) => (_app, Url) = (app, url);

    public string Url { get; }
    public List<(string Path, string Body)> Received { get; } = [];

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, string, Task> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        LoopbackServer? server = null;
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            lock (server!.Received) server.Received.Add((context.Request.Path, body));
            await answer(context, body);
        });
        await app.StartAsync();
        server = new LoopbackServer(app, $"{(certificate is null ? "http" : "https")}://localhost:{new Uri(app.Urls.First()).Port}/ApiRest/");
        return server;
    }

    public static Task<LoopbackServer> AnsweringAsync(string body, int status = 200, string type = "application/json", X509Certificate2? certificate = null) =>
        StartAsync((context, _) => Write(context, body, status, type), certificate);

    public static async Task Write(HttpContext context, string body, int status = 200, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
