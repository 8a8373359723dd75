using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// A test with a gateway of its own, an établissement and its two simulators. A flow is an abstract class of tests,
/// with one sealed class per database; <see cref="StartAsync"/> begins each test.
/// </summary>
public abstract class GatewayTest(PostgresServer postgres, Engine engine) : IAsyncLifetime
{
    /// <summary>The fresh database of this test.</summary>
    protected TestStorage Storage { get; private set; } = null!;
    protected GatewayInstance Gateway { get; private set; } = null!;
    protected TestEtablissement Etab { get; set; } = null!;
    protected GatewayApi Api => Gateway.Admin;

    public virtual async ValueTask InitializeAsync()
    {
        Storage = await TestStorage.CreateAsync(postgres, engine);
        Etab = await TestEtablissement.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Gateway is not null) await Gateway.DisposeAsync();
        await Etab.DisposeAsync();
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the gateway, sets up the établissement and, unless told otherwise, opens its gate.</summary>
    protected async Task StartAsync(bool openGate = true, params string[] settings)
    {
        Gateway = await GatewayInstance.StartAsync(Storage, settings);
        await Etab.SaveAsync(Gateway);
        if (openGate) await Etab.OpenGateAsync(Gateway);
    }

    protected Task PushAsync(params JsonObject[] voeux) => Etab.PushAsync(Gateway, voeux);

    /// <summary>Waits until nothing moves by itself any more, and gives the counts.</summary>
    protected Task<JsonNode> AtRestAsync() => Api.AtRestAsync(Etab.Code);

    protected Task<JsonNode?> GetAsync(string path) => Api.GetAsync(Etab.Path + path);

    protected Task<JsonNode?> PostAsync(string path, JsonNode? body = null) => Api.PostAsync(Etab.Path + path, body);
}
