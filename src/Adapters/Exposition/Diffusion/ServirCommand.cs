using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary><c>gateway exposition servir</c>: the addresses for re-users alone, on a base of their own if need be.</summary>
internal sealed class ServirCommand(IServiceProvider services)
{
    public static Command Create(ICommandRun run)
    {
        var port = new Option<int>("--port") { Description = "Port d'écoute ; 0 : un port libre", Required = true };
        var adresse = new Option<string>("--adresse")
        {
            Description = "Adresse IP d'écoute", DefaultValueFactory = _ => "127.0.0.1",
        };
        var command = new Command("servir", "Sert aux réutilisateurs les résultats du dernier appariement appliqué, et rien d'autre")
        {
            port, adresse,
        };
        var common = CommandOptions.On(command);
        command.SetAction((result, ct) => run.WithAsync<ServirCommand>(
            common.Of(result), work => work.RunAsync(result.GetValue(adresse)!, result.GetValue(port), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string adresse, int port, CancellationToken ct)
    {
        if (!IPAddress.TryParse(adresse, out var ip))
            return await CommandFailure.TellAsync($"--adresse : « {adresse} » n'est pas une adresse IP.");
        if (port is < 0 or > 65_535) return await CommandFailure.TellAsync($"--port : {port} n'est pas un port (0 à 65535).");
        await using var app = ServeurDiffusion.Create(services, ip, port);
        try
        {
            await app.StartAsync(ct);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            return await CommandFailure.TellAsync($"Le port {port} ne peut pas être ouvert à {adresse} : {failure.Message}");
        }

        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await Console.Out.WriteLineAsync($"À l'écoute : {listening}/api/exposition/formations".AsMemory(), ct);
        await Console.Out.FlushAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return CommandCode.Done;
    }
}
