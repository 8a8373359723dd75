using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// A gateway that really listens, on a free port of the loopback, composed as the program composes it. It can be
/// stopped and started again on the same storage.
/// </summary>
public sealed class GatewayInstance : IAsyncDisposable
{
    /// <summary>First business instant of a new database: in the admission phase, before the results.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    private readonly TestStorage _storage;
    private readonly IReadOnlyList<IModule> _modules;
    private readonly IReadOnlyList<string> _settings;
    private WebApplication? _app;
    private string? _administratorKey;

    private GatewayInstance(TestStorage storage, IReadOnlyList<IModule> modules, IReadOnlyList<string> settings)
    {
        _storage = storage;
        _modules = modules;
        _settings = settings;
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Without credentials.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>With an administrator's key.</summary>
    public GatewayApi Admin { get; private set; } = null!;

    /// <summary>The services, for the few tests of what no address shows.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <param name="settings">More settings, such as <c>--Reconciliation:DelaiInitialMillisecondes=20</c>; the last one wins.</param>
    public static Task<GatewayInstance> StartAsync(TestStorage storage, params IReadOnlyList<string> settings) =>
        StartWithAsync(Modules.All, storage, settings);

    /// <summary>One that speaks with these systems.</summary>
    internal static async Task<GatewayInstance> StartWithAsync(IReadOnlyList<IModule> modules, TestStorage storage, params IReadOnlyList<string> settings)
    {
        var instance = new GatewayInstance(storage, modules, settings);
        await instance.StartAsync();
        return instance;
    }

    /// <summary>Starts it (again) on the same storage; the port changes, the keys stay.</summary>
    public async Task StartAsync()
    {
        string[] args =
        [
            "--Urls=http://127.0.0.1:0", "--Securite:BouclePermise=true", $"--Logging:LogLevel:Default={Environment.GetEnvironmentVariable("GATEWAY_TEST_LOG") ?? "Critical"}", "--Horloge:Simulable=true", $"--Horloge:Depart={Start:O}",
            "--Reconciliation:DelaiInitialMillisecondes=20", "--Reconciliation:DelaiMaximalSecondes=1", "--Reconciliation:PauseDisjoncteurMillisecondes=500",
            .. _storage.Settings, .. _settings,
        ];
        var builder = GatewayHost.CreateBuilder(args, _modules);
        RequestFailures.Keep(builder.Logging);
        TestCosts.Share(builder.Services, _modules);
        _storage.Share(builder);
        var app = builder.Build();
        TestCosts.Keep(app.Services, _modules);
        await GatewayHost.PrepareAsync(app.Services, default);
        app.MapGateway();
        await app.StartAsync();
        _app = app;
        if (ReferenceEquals(_modules, Modules.All)) await ContratHandler.LearnAsync(app.Services);

        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _administratorKey ??= await CreateKeyAsync("tests", etablissement: null);
        Http = Client(null);
        Admin = new GatewayApi(Client(_administratorKey));
    }

    /// <summary>Stops it in order, as a service manager does.</summary>
    public async Task StopAsync()
    {
        if (_app is null) return;
        Http.Dispose();
        Admin.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>A key for an établissement, or an administrator's.</summary>
    public async Task<string> CreateKeyAsync(string nom, string? etablissement) =>
        (await Services.GetRequiredService<ApiKeys>().CreateAsync(nom, etablissement, default)).Key;

    /// <summary>A client with this key; dispose it.</summary>
    public HttpClient Client(string? key)
    {
        var http = new HttpClient(new ContratHandler(new SocketsHttpHandler { UseProxy = false })) { BaseAddress = Url, Timeout = Poll.Patience };
        if (key is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
