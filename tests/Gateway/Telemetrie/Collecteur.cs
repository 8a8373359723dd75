using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>A span as it came.</summary>
/// <param name="Noeud">The node that sent it (<c>service.instance.id</c>).</param>
/// <param name="Parent">Empty for the first of a trace.</param>
/// <param name="Genre">1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
/// <param name="Etat">0 nothing said, 1 ok, 2 error.</param>
internal sealed record Span(
    string Noeud, string Trace, string Id, string Parent, string Nom, int Genre, int Etat, IReadOnlyDictionary<string, string> Attributs,
    IReadOnlyList<string> Liens)
{
    public string? De(string attribut) => Attributs.GetValueOrDefault(attribut);
}

/// <summary>An entry of the log as it came.</summary>
internal sealed record Entree(string Corps, IReadOnlyDictionary<string, string> Attributs, string Trace);

/// <summary>A collector of OpenTelemetry: takes OTLP over HTTP, and keeps what came.</summary>
internal sealed class Collecteur : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, string? Cle, byte[] Corps)> _recus = [];

    private Collecteur(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>The settings that lead a gateway here, without making anybody wait for what gathers.</summary>
    public string[] Reglages => [$"--Telemetrie:Otlp={Url.ToString().TrimEnd('/')}", .. Presse.Select(p => $"--{p.Key}={p.Value}"), "--Logging:OpenTelemetry:LogLevel:Default=Information"];

    /// <summary>The same for the program.</summary>
    public static IReadOnlyDictionary<string, string> Presse { get; } = new Dictionary<string, string>
    {
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100", ["OTEL_BLRP_SCHEDULE_DELAY"] = "100", ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
    };

    public IEnumerable<Span> Spans => Recus("traces").SelectMany(body => ProtobufChamps.Read(body).Messages(1)).SelectMany(resource =>
        resource.Messages(2).SelectMany(scope => scope.Messages(2)).Select(span => SpanOf(span, Attributs(resource.Message(1)!, 1))));

    public IEnumerable<Entree> Entrees => Recus("logs").SelectMany(body => ProtobufChamps.Read(body).Messages(1)).SelectMany(resource =>
        resource.Messages(2).SelectMany(scope => scope.Messages(2)).Select(entry => new Entree(entry.Message(5)?.Text(1) ?? "", Attributs(entry, 6), entry.Hex(9))));

    public IReadOnlySet<string> Mesures => Recus("metrics").SelectMany(body => ProtobufChamps.Read(body).Messages(1)).SelectMany(resource =>
        resource.Messages(2).SelectMany(scope => scope.Messages(2)).Select(metric => metric.Text(1))).ToHashSet();

    /// <summary>All bytes that came, as text: what is in them in any place is found.</summary>
    public string Tout => string.Concat(_recus.Select(r => Encoding.UTF8.GetString(r.Corps)));

    /// <summary>The keys that the senders showed.</summary>
    public IEnumerable<string?> Cles => _recus.Select(r => r.Cle);

    public static async Task<Collecteur> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collecteur = new Collecteur(app);
        app.MapPost("/v1/{signal}", async (string signal, HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            collecteur._recus.Enqueue((signal, http.Request.Headers["x-cle"].FirstOrDefault(), body.ToArray()));
            http.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync();
        collecteur.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return collecteur;
    }

    /// <summary>The trace of the first message that was taken for an établissement, once it has what is asked for.</summary>
    public Task<IReadOnlyList<Span>> TraceAsync(string etablissement, params string[] names) => Poll.UntilAsync(() =>
    {
        var all = Spans.DistinctBy(s => s.Id).ToList();
        var first = all.FirstOrDefault(s => s.Nom == "publish journal" && s.De("passerelle.etablissement") == etablissement);
        return Task.FromResult<IReadOnlyList<Span>>([.. all.Where(s => s.Trace == first?.Trace)]);
    }, trace => names.All(name => trace.Any(s => s.Nom == name)));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IEnumerable<byte[]> Recus(string signal) => _recus.Where(r => r.Signal == signal).Select(r => r.Corps);

    private static Span SpanOf(ProtobufChamps span, IReadOnlyDictionary<string, string> resource) => new(
        resource.GetValueOrDefault("service.instance.id", ""), span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), (int)span.Number(6),
        (int)(span.Message(15)?.Number(3) ?? 0), Attributs(span, 9), [.. span.Messages(13).Select(link => link.Hex(1))]);

    private static Dictionary<string, string> Attributs(ProtobufChamps of, int number) =>
        of.Messages(number).DistinctBy(a => a.Text(1)).ToDictionary(a => a.Text(1), a => Valeur(a.Message(2)));

    private static string Valeur(ProtobufChamps? value) => value is null ? "" : value.Has(1) ? value.Text(1)
        : value.Number(3).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
