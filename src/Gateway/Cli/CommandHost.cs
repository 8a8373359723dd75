using Microsoft.Extensions.Logging.Console;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Telemetrie;

namespace Parcoursup.Gateway.Cli;

/// <summary>The services of a command, on the base and with the clock that it was told.</summary>
internal static class CommandHost
{
    public static WebApplicationBuilder CreateBuilder(CommandSettings settings)
    {
        var builder = GatewayHost.CreateBareBuilder([]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // The standard output is the result's alone.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // What is measured is the server; a command ends without waiting for anybody's collector.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{TelemetrieOptions.Section}:{nameof(TelemetrieOptions.Otlp)}"] = "",
            [$"{TelemetrieOptions.Section}:{nameof(TelemetrieOptions.OtlpEnTetes)}"] = "",
        });
        if (settings.Base is { } file)
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                [$"{StorageOptions.Section}:{nameof(StorageOptions.Type)}"] = nameof(StorageType.Sqlite),
                [$"{StorageOptions.Section}:{nameof(StorageOptions.Chemin)}"] = file.FullName,
            });
        return builder;
    }

    public static void Adjust(IServiceCollection services, CommandSettings settings)
    {
        services.AddSingleton(SqliteCache.Command);
        if (settings.Horloge is { } instant) services.AddSingleton<IBusinessClock>(new FixedBusinessClock(instant));
    }
}
