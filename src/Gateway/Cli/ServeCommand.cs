using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway</c> alone: it serves until it is told to stop, and says at the start what it is.</summary>
internal static partial class ServeCommand
{
    public static async Task<int> RunAsync(WebApplication app, CancellationToken ct)
    {
        app.MapGateway();
        try
        {
            await app.StartAsync(ct);
        }
        catch (Exception failure) when (StartFailure.OfListening(failure, app.Configuration["Urls"]) is { } problem)
        {
            return await CommandFailure.TellAsync(problem);
        }

        app.Services.GetRequiredService<StartPhase>().End();
        Tell(app);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static void Tell(WebApplication app)
    {
        var services = app.Services;
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var etablissements = services.GetRequiredService<ConfigurationDirectory>().Current.Etablissements.Count;
        Started(services.GetRequiredService<ILoggerFactory>().CreateLogger("Parcoursup.Gateway"), GatewayVersion.Text,
            string.Join(", ", addresses), services.GetRequiredService<Database>().Description, Accord.De(etablissements, "établissement"));
    }

    [LoggerMessage(19001, LogLevel.Information, "Passerelle {Version} à l'écoute sur {Adresses} ; base {Base} ; {Etablissements}.")]
    private static partial void Started(ILogger logger, string version, string adresses, string @base, string etablissements);
}
