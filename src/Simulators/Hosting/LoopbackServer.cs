using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Parcoursup.Gateway.Simulators.Hosting;

/// <summary>A real Kestrel server that never listens elsewhere than on the loopback.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app, Uri url)
    {
        _app = app;
        Url = url;
    }

    public Uri Url { get; }

    /// <param name="temoin">Who looks on at the time of a call; null: nobody.</param>
    public static async Task<LoopbackServer> StartAsync(
        int port, Action<IEndpointRouteBuilder> map, CancellationToken cancellationToken, Func<Temoin?>? temoin = null)
    {
        // The empty builder: no appsettings.json of the current folder and no ASPNETCORE_URLS may open another address.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
        });

        var app = builder.Build();
        if (temoin is not null) app.Use((context, next) => TemoinAppels.MontrerAsync(context, next, temoin()));
        app.UseRouting();
        map(app);
        await app.StartAsync(cancellationToken);

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new LoopbackServer(app, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        // A call that sleeps on purpose must not hold the end back.
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
