using System.Text.Json.Nodes;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// A test with a gateway of its own, an établissement and its two simulators. A flow is an abstract class of tests,
/// with one sealed class per database; <see cref="StartAsync"/> begins each test.
/// </summary>
public abstract class GatewayTest(PostgresServer postgres, DatabaseEngine engine) : IAsyncLifetime
{
    private int _testCalls;

    /// <summary>The fresh database of this test.</summary>
    protected TestStorage Storage { get; private set; } = null!;
    protected GatewayInstance Gateway { get; set; } = null!;
    protected TestEtablissement Etab { get; set; } = null!;
    protected GatewayApi Api => Gateway.Admin;

    /// <summary>The systems that the gateway of the test speaks with.</summary>
    private protected virtual IReadOnlyList<IModule> Systems => Modules.All;

    public virtual async ValueTask InitializeAsync()
    {
        Storage = await TestStorage.CreateAsync(postgres, engine);
        Etab = await CreateEtablissementAsync();
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
        Gateway = await GatewayInstance.StartWithAsync(Systems, Storage, settings);
        await Etab.SaveAsync(Gateway);
        if (openGate) await Etab.OpenGateAsync(Gateway);
        _testCalls = Etab.Apogee.NombreAppels;
    }

    /// <summary>The établissement of the test; overridden where its simulators need other options.</summary>
    protected virtual Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync();

    /// <summary>The day of July 2026 at noon (or at another hour) in Paris: the results are published on the 7th.</summary>
    protected Task SetClockAsync(int dayOfJuly, int hour = 12, int minute = 0) =>
        Api.SetClockAsync(new DateTimeOffset(2026, 7, dayOfJuly, hour, minute, 0, TimeSpan.FromHours(2)));

    /// <summary>Sends results of the baccalauréat and waits until they are applied.</summary>
    protected async Task<JsonNode> ResultAsync(string resultat, string date, params int[] codesCandidat)
    {
        var report = await PostAsync("resultats-bac", new JsonArray([.. codesCandidat.Select(code => new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = code, ["resultat"] = resultat, ["date"] = date,
        })]));
        Assert.Equal(codesCandidat.Length, report!["acceptees"]!.GetValue<int>());
        return await AtRestAsync();
    }

    /// <summary>Calls of Apogée since the connector test, whatever became of them.</summary>
    protected int ApogeeCalls => Etab.Apogee.NombreAppels - _testCalls;

    protected Task PushAsync(params JsonObject[] voeux) => Etab.PushAsync(Gateway, voeux);

    /// <summary>Waits until nothing moves by itself any more, and gives the counts.</summary>
    protected Task<JsonNode> AtRestAsync() => Api.AtRestAsync(Etab.Code);

    /// <summary>Pushes and waits until everything that follows from it is done.</summary>
    protected async Task<JsonNode> PushAndRestAsync(params JsonObject[] voeux)
    {
        await PushAsync(voeux);
        return await AtRestAsync();
    }

    protected async Task<JsonArray> ListAsync(string path) => (await GetAsync(path))!.AsArray();

    protected Task<JsonNode?> GetAsync(string path) => Api.GetAsync(Etab.Path + path);

    protected Task<JsonNode?> PostAsync(string path, JsonNode? body = null) => Api.PostAsync(Etab.Path + path, body);
}
