using System.Data.Common;
using System.Globalization;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Cli;

/// <inheritdoc cref="ICommandRun"/>
internal sealed class CommandRun(IReadOnlyList<IModule> modules) : ICommandRun
{
    public Task<int> WithAsync<TWork>(Func<TWork, Task<int>> work, CancellationToken ct) where TWork : notnull
    {
        var builder = GatewayHost.CreateBareBuilder([]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return GatewayStart.WithAsync(builder, modules, app => RunAsync(app.Services, work), ct);
    }

    private static async Task<int> RunAsync<TWork>(IServiceProvider services, Func<TWork, Task<int>> work) where TWork : notnull
    {
        try
        {
            return await work(ActivatorUtilities.GetServiceOrCreateInstance<TWork>(services));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await CommandFailure.InaccessibleAsync(failure);
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
