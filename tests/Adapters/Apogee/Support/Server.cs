using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

/// <summary>A real Kestrel on a free port of the loopback.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Server(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());
    public Uri Service => new(Address, "services/OpiMetier");

    /// <summary>Bodies of the requests that <see cref="AnsweringAsync"/> saw, with their Authorization.</summary>
    public ConcurrentQueue<(string Body, string? Authorization)> Seen { get; } = new();

    public static async Task<Server> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new Server(app);
    }

    public static async Task<Server> AnsweringAsync(Func<HttpContext, Task> answer)
    {
        Server? server = null;
        server = await StartAsync(app => app.Map("/{**rest}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            server!.Seen.Enqueue((await reader.ReadToEndAsync(), http.Request.Headers.Authorization));
            await answer(http);
        }));
        return server;
    }

    public static Task<Server> AnsweringAsync(int status, string body, string contentType = "text/xml;charset=utf-8") =>
        AnsweringAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            return http.Response.WriteAsync(body);
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
