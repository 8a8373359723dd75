using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>A Parcoursup whose lists are given byte by byte, one for each UAI: what no simulator would say of itself.</summary>
public sealed class ListeParcoursup : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ListeParcoursup(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>What is answered to a pull of a UAI; an empty list where nothing was given.</summary>
    public ConcurrentDictionary<string, string> Listes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>UAI and candidate of each pull, such as <c>0730013T/17</c>.</summary>
    public ConcurrentQueue<string> Demandes { get; } = [];

    public static async Task<ListeParcoursup> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var liste = new ListeParcoursup(builder.Build());
        liste._app.MapPost("/ApiRest/{method}", liste.AnswerAsync);
        await liste._app.StartAsync();
        liste.Url = new Uri(new Uri(liste._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/ApiRest/");
        return liste;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Answers wait for it: what a test says first must be known before anything is answered.</summary>
    public Task Retenue { get; set; } = Task.CompletedTask;

    /// <summary>Of a targeted pull only those entries are given that name the candidate.</summary>
    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = JsonNode.Parse(await reader.ReadToEndAsync())!;
        var (uai, candidat) = (body["codeEtablissement"]?.ToString() ?? "", body["codeCandidat"]?.ToString());
        Demandes.Enqueue($"{uai}/{candidat}");
        await Retenue.WaitAsync(http.RequestAborted);
        var list = Listes.GetValueOrDefault(uai, "[]");
        if (candidat is not null)
            list = new JsonArray([.. JsonNode.Parse(list)!.AsArray().Where(v => v!["codeCandidat"]!.ToString() == candidat).Select(v => v!.DeepClone())]).ToJsonString();
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(list);
    }
}
