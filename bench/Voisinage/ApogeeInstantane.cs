using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.Voisinage;

/// <summary>An Apogée that accepts whatever comes at once, and knows when.</summary>
internal sealed partial class ApogeeInstantane : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, long> _arrivals = new(StringComparer.Ordinal);

    private ApogeeInstantane(WebApplication app, string url) => (_app, Url) = (app, url + "/services/OpiMetier");

    public string Url { get; }

    public static async Task<ApogeeInstantane> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var url = MeasuredServer.FreeUrl();
        builder.WebHost.UseUrls(url);
        var apogee = new ApogeeInstantane(builder.Build(), url);
        apogee._app.MapPost("/services/OpiMetier", apogee.TakeAsync);
        await apogee._app.StartAsync();
        return apogee;
    }

    /// <summary>When this OPI came, by the clock of <see cref="Stopwatch"/>; null while it has not.</summary>
    public long? ArrivalOf(string number) => _arrivals.TryGetValue(number, out var at) ? at : null;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        _arrivals.TryAdd(Number().Match(text).Groups[1].Value, Stopwatch.GetTimestamp());
        var operation = Operation().Match(text);
        http.Response.ContentType = "text/xml;charset=utf-8";
        await http.Response.WriteAsync(
            $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><o:{operation.Groups[1].Value}Response xmlns:o=\"gouv.education.apogee.commun.servicesmetiers.OpiMetier\"/></s:Body></s:Envelope>",
            http.RequestAborted);
    }

    [GeneratedRegex("codOpiIntEpo>([^<]*)<")]
    private static partial Regex Number();

    [GeneratedRegex("(mettreajourDonneesOpi[A-Za-z0-9_]*)")]
    private static partial Regex Operation();
}
