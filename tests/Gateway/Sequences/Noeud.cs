using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Parcoursup.Gateway.Adapters.Apogee;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Soap;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using ApogeeAdapter = Parcoursup.Gateway.Adapters.Apogee.Protocol.ServiceCollectionExtensions;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// One node of the gateway: the services that the program composes, without a listener and with nothing that runs by itself. Its
/// machine clock, and the last metre to Apogée, are the test's.
/// </summary>
internal sealed class Noeud : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, Lane> _lanes = [];
    private CancellationTokenSource _arret = new();

    private Noeud(WebApplication app, FilFictif fil)
    {
        (_app, Fil) = (app, fil);
        Pause = app.Services.GetRequiredService<Pause>();
        Prises = app.Services.GetRequiredService<Prises>();
    }

    public FilFictif Fil { get; }
    public Pause Pause { get; }
    public Prises Prises { get; }

    /// <summary>The lane's run; it lasts while a call is held up.</summary>
    public Task Envoi { get; private set; } = Task.CompletedTask;

    public ConfigurationDirectory Configuration => De<ConfigurationDirectory>();

    public static async Task<Noeud> CreerAsync(TestStorage storage, HorlogeMachine machine, int numero)
    {
        var builder = GatewayHost.CreateBuilder(
        [
            "--Logging:LogLevel:Default=" + (Environment.GetEnvironmentVariable("GATEWAY_TEST_LOG") ?? "None"), "--Horloge:Simulable=true",
            $"--Horloge:Depart={GatewayInstance.Start:O}", "--Reconciliation:DelaiInitialMillisecondes=20",
            "--Reconciliation:DelaiMaximalSecondes=1", "--Reconciliation:PauseDisjoncteurMillisecondes=500", .. storage.Settings,
        ]);
        var (services, fil) = (builder.Services, new FilFictif(numero));
        services.AddSingleton<TimeProvider>(machine);
        services.AddSingleton(new Random(numero));
        services.AddHttpClient(ApogeeAdapter.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => fil)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        Remplacer<IDestination, ApogeeOpiDestination, Prises>(services, inner => new Prises(inner));
        Remplacer<IDesiredState, ApogeeDesiredState, Pause>(services, inner => new Pause(inner));
        var app = builder.Build();
        await GatewayHost.PrepareAsync(app.Services, default);
        return new Noeud(app, fil);
    }

    public IServiceProvider Services => _app.Services;

    public T De<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Business time; the other nodes read it.</summary>
    public async Task ReglerAsync(DateTimeOffset instant) => await De<StoredBusinessClock>().SetAsync(instant, default);

    public Task LireHorlogeAsync() => De<StoredBusinessClock>().LoadAsync(default);

    /// <summary>Runs the lane of an établissement until it is done, or a call of it is held up.</summary>
    public async Task LivrerAsync(string code)
    {
        if (!Envoi.IsCompleted) return;
        if (!_lanes.TryGetValue(code, out var lane)) _lanes[code] = lane = De<LaneFactory>().Create(Prises, code);
        Envoi = lane.DrainAsync(PartDue.Toutes, _arret.Token);
        await AttendreAsync();
    }

    /// <summary>The held call goes on, and the lane with it.</summary>
    public Task RelacherAsync()
    {
        Fil.Relacher();
        return AttendreAsync();
    }

    public Task<int> ReprendreAsync(bool starting) => De<LivraisonClaims>().RecoverLostAsync(_ => Calme, starting, default);

    /// <summary>The process ends, in order (it gives back what it holds) or not, and another life begins.</summary>
    public async Task RedemarrerAsync(bool enOrdre)
    {
        if (enOrdre)
        {
            await _arret.CancelAsync();
            await Envoi.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await De<LivraisonClaims>().GiveBackAsync(_ => Calme, default);
        }

        Fil.Oublier();
        _arret = new CancellationTokenSource();
        Envoi = Task.CompletedTask;
        _lanes.Clear();
        await ReprendreAsync(starting: true);
    }

    public void Oublier(string code) => _lanes.Remove(code);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arret.Dispose();
    }

    // As the reconciler reckons it: longer than the destination's timeout.
    private static TimeSpan Calme => DestinationFictive.Delai + TimeSpan.FromSeconds(1);

    private async Task AttendreAsync()
    {
        await Task.WhenAny(Envoi, Fil.Suspension).WaitAsync(Poll.Patience);
        if (Envoi.IsCompleted) await Envoi;
    }

    private static void Remplacer<TService, TInner, TOuter>(IServiceCollection services, Func<TInner, TOuter> make)
        where TService : class where TInner : class, TService where TOuter : class, TService
    {
        services.Remove(services.Single(s => s.ServiceType == typeof(TService) && s.ImplementationType == typeof(TInner)));
        services.AddSingleton<TInner>();
        services.AddSingleton(provider => make(provider.GetRequiredService<TInner>()));
        services.AddSingleton<TService>(provider => provider.GetRequiredService<TOuter>());
    }
}
