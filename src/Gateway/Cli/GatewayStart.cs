using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Cli;

/// <summary>What stands before all work, served or commanded: right settings, a database that answers, secrets that can be read.</summary>
internal static class GatewayStart
{
    public static async Task<int> WithAsync(
        WebApplicationBuilder builder, IReadOnlyList<IModule> modules, Func<WebApplication, Task<int>> work, CancellationToken ct,
        Action<IServiceCollection>? adjust = null)
    {
        var errors = SettingsCheck.Errors(builder.Configuration, modules);
        if (errors.Count > 0)
            return await CommandFailure.TellAsync(["La passerelle ne peut pas démarrer :", .. errors.Select(e => "  - " + e)]);
        var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var (app, problem) = await PrepareAsync(builder, modules, storage, adjust, ct);
        await using (app)
            return problem is null ? await work(app!) : await CommandFailure.TellAsync(problem);
    }

    private static async Task<(WebApplication? App, string? Problem)> PrepareAsync(
        WebApplicationBuilder builder, IReadOnlyList<IModule> modules, StorageOptions storage,
        Action<IServiceCollection>? adjust, CancellationToken ct)
    {
        WebApplication? app = null;
        try
        {
            builder.Compose(modules);
            adjust?.Invoke(builder.Services);
            app = builder.Build();
            await GatewayHost.PrepareAsync(app.Services, ct);
            return (app, null);
        }
        catch (Exception failure) when (StartFailure.OfPreparation(failure, storage) is not null)
        {
            return (app, StartFailure.OfPreparation(failure, storage));
        }
    }
}
