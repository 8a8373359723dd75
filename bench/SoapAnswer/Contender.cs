using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.SoapAnswer;

/// <summary>One endpoint under load: its rates, and what its process allocated for them.</summary>
internal sealed class Contender : IDisposable
{
    private readonly MeasuredServer _server;
    private Usage _used;
    private long _requests;
    private int _next;

    private Contender(string name, MeasuredServer server) => (Name, _server) = (name, server);

    public string Name { get; }
    public List<double> Rates { get; } = [];
    public double Rate => Median(Rates);
    public double BytesPerRequest => (double)_used.Allocated / _requests;
    public double CpuPerRequest => _used.Cpu / _requests;

    public static async Task<Contender> StartAsync(string name) => new(name, await MeasuredServer.StartAsync(name));

    /// <summary>Round by round: what slows a whole round slows both.</summary>
    public double RatioTo(Contender other) => Median([.. Rates.Zip(other.Rates, (mine, others) => mine / others)]);

    /// <summary>By requests, not by time: on a busy machine the compiler needs longer.</summary>
    public async Task WarmUpAsync(int connections)
    {
        for (var requests = 0L; requests < 60_000; ) requests += (await LoadAsync(connections, 2)).Requests;
    }

    public async Task PlayAsync(int connections, int seconds)
    {
        var before = await _server.UsageAsync();
        var load = await LoadAsync(connections, seconds);
        _used += await _server.UsageAsync() - before;
        _requests += load.Requests;
        Rates.Add(load.PerSecond);
    }

    private Task<Load> LoadAsync(int connections, int seconds) => Wrk.RunAsync(_server.Url + "/", "Basic bWVzdXJlOm1lc3VyZQ==", connections, seconds, _next += 1_000_000);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    public void Dispose() => _server.Dispose();
}
