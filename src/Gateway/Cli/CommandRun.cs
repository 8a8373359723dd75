using System.Data.Common;
using System.Globalization;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Cli;

/// <inheritdoc cref="ICommandRun"/>
internal sealed class CommandRun(IReadOnlyList<IModule> modules) : ICommandRun
{
    private static readonly CommandSettings None = new(Base: null, Json: false, Horloge: null);

    public Task<int> WithAsync<TWork>(Func<TWork, Task<int>> work, CancellationToken ct) where TWork : notnull =>
        WithAsync(None, work, ct);

    public Task<int> WithAsync<TWork>(CommandSettings settings, Func<TWork, Task<int>> work, CancellationToken ct) where TWork : notnull =>
        settings is { Existing: true, Base: { Exists: false } file } ? CommandFailure.MissingAsync(file)
        : GatewayStart.WithAsync(CommandHost.CreateBuilder(settings), modules, app => RunAsync(app.Services, work), ct,
            services => CommandHost.Adjust(services, settings));

    private static async Task<int> RunAsync<TWork>(IServiceProvider services, Func<TWork, Task<int>> work) where TWork : notnull
    {
        // On standard error: what a command prints is often read by another program.
        await Console.Error.WriteLineAsync($"Base de données : {services.GetRequiredService<Database>().Description}");
        using var acting = Auteur.Agit(Auteur.Commande);
        try
        {
            return await work(ActivatorUtilities.GetServiceOrCreateInstance<TWork>(services));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && !DiskFull.Is(failure))
        {
            return await CommandFailure.InaccessibleAsync(failure);
        }
        catch (Exception failure) when (GroundFailure.Of(failure) is { } ground)
        {
            return await CommandFailure.TellAsync(ground.Message);
        }
        catch (DbException failure)
        {
            var code = failure.SqlState ?? failure.ErrorCode.ToString(CultureInfo.InvariantCulture);
            return await CommandFailure.TellAsync(
                $"La base de données a refusé (code {code}) : vérifier qu'elle répond, la place disponible sur son disque "
                + "et la section Stockage des réglages, puis recommencer.");
        }
    }
}
