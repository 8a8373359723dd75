using System.Text.Json.Nodes;
using Parcoursup.Gateway.Interop.Tests.Cases;
using Parcoursup.Gateway.Interop.Tests.Drivers;
using Parcoursup.Gateway.Interop.Tests.Hosting;

namespace Parcoursup.Gateway.Interop.Tests;

/// <summary>
/// All clients make all their calls once, against one gateway; the tests then look at what each client saw, what the
/// gateway stored and what Apogée was sent.
/// </summary>
public sealed class InteropRun : IAsyncLifetime
{
    private readonly Dictionary<string, Outcome> _outcomes = [];
    private readonly Dictionary<string, string> _failures = [];

    internal ServedContracts Contracts { get; private set; } = null!;

    internal IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonNode?>> Stored { get; private set; } = null!;

    internal IReadOnlyDictionary<string, JsonNode> Apogee { get; private set; } = null!;

    /// <summary>Null when the client did not say.</summary>
    internal Outcome? Seen(Call call) => _outcomes.GetValueOrDefault(call.Id);

    /// <summary>What the client saw; fails with what is missing when it could not be run.</summary>
    internal Outcome OutcomeOf(Call call)
    {
        if (_failures.TryGetValue(call.Client, out var failure)) Assert.Fail(failure);
        Assert.True(Seen(call) is not null, $"{call.Client} said nothing of {call.Id}.");
        return Seen(call)!;
    }

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var gateway = await GatewayUnderTest.StartAsync(ForeignClient.All.Select(c => (c.Name, c.Prefix)), Call.Password, ct);
        var contracts = Contracts = await ServedContracts.FetchAsync(gateway.Http, ct);
        await using var recording = Recording.Start(gateway.Url);
        var address = new Uri(recording?.Url ?? gateway.Url, ServedContracts.Address);
        await Parallel.ForEachAsync(ForeignClient.All, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = ct }, async (client, limit) =>
        {
            try
            {
                Keep(await client.CallAsync(contracts, address, limit));
            }
            catch (InvalidOperationException e)
            {
                lock (_failures) _failures[client.Name] = e.Message;
            }
        });
        if (recording is not null) await recording.SaveAsync(ForeignClient.All.SelectMany(c => c.Calls), ct);
        await gateway.RestAsync(ct);
        Stored = await StoredOpi.ReadAsync(gateway.Database, ct);
        Apogee = await gateway.ApogeeAsync(ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Keep(IReadOnlyDictionary<string, Outcome> outcomes)
    {
        lock (_outcomes)
            foreach (var (id, outcome) in outcomes) _outcomes[id] = outcome;
    }
}
