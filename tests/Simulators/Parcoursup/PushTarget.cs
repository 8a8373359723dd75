using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Parcoursup.Gateway.Simulators.Tests.Parcoursup;

/// <summary>An établissement that notes what is pushed to it and answers as it is told.</summary>
internal sealed class PushTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<int> _answers;

    private PushTarget(WebApplication app, IEnumerable<int> answers)
    {
        _app = app;
        _answers = new ConcurrentQueue<int>(answers);
    }

    public ConcurrentQueue<(string Path, JsonNode Body)> Received { get; } = [];

    public Uri Url => new(_app.Urls.First() + "/parcoursup/0730013T/");

    /// <summary>Statuses of the first answers; afterwards 200.</summary>
    public static async Task<PushTarget> StartAsync(params int[] statuses)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var target = new PushTarget(builder.Build(), statuses);
        target._app.Run(target.AnswerAsync);
        await target._app.StartAsync();
        return target;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Received.Enqueue((context.Request.Path, (await JsonNode.ParseAsync(context.Request.Body))!));
        context.Response.StatusCode = _answers.TryDequeue(out var status) ? status : 200;
        await context.Response.WriteAsync(context.Response.StatusCode == 200 ? """{"retour":"OK"}""" : """{"retour":"NOK"}""");
    }
}
