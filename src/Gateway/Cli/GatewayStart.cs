using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <summary>What stands before all work, served or commanded: right settings, a database that answers, secrets that can be read.</summary>
internal static class GatewayStart
{
    public static async Task<int> WithAsync(
        WebApplicationBuilder builder, IReadOnlyList<IModule> modules, Func<WebApplication, Task<int>> work, CancellationToken ct)
    {
        var errors = SettingsCheck.Errors(builder.Configuration, modules);
        if (errors.Count > 0)
            return await CommandFailure.TellAsync(["La passerelle ne peut pas démarrer :", .. errors.Select(e => "  - " + e)]);
        await using var app = builder.Compose(modules).Build();
        return await ProblemAsync(app.Services, ct) is { } problem ? await CommandFailure.TellAsync(problem) : await work(app);
    }

    private static async Task<string?> ProblemAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            await GatewayHost.PrepareAsync(services, ct);
            return null;
        }
        catch (Exception failure) when (failure is DbException or SocketException or IOException or UnauthorizedAccessException)
        {
            return $"La base de données ne répond pas ({failure.Message}) : vérifier la section Stockage des réglages, et que le serveur "
                + $"est démarré.";
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return "Les secrets de la base ne peuvent pas être lus : rétablir la clé maîtresse avec laquelle ils ont été écrits "
                + "(Securite:CleMaitresse, ou le fichier cle-maitresse à côté de la base).";
        }
        catch (JsonException failure)
        {
            // Another composition wrote it: an établissement has a system that is not among these modules.
            return $"La configuration enregistrée ne peut pas être lue ({failure.Path}) : vérifier que cette passerelle connaît le système "
                + "d'information de chaque établissement, et qu'elle n'est pas plus ancienne que celle qui l'a écrite.";
        }
    }
}
