using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

internal static class ImportationRegistration
{
    public static IServiceCollection AddImportations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(ImportationOptions.Section).Get<ImportationOptions>() ?? new ImportationOptions());
        services.AddSingleton<ImportationSignal>();
        services.AddSingleton<ImportationBook>();
        services.AddSingleton<ImportationReading>();
        services.AddSingleton<ImportationAnalysis>();
        services.AddSingleton<ImportationApplication>();
        services.AddSingleton<ImportationRunner>();
        services.AddSingleton<CiblesImportation>();
        services.AddSingleton<ImportationDepot>();
        services.AddSingleton<ImportationWait>();
        services.AddSingleton<ICountSource, ImportationCounts>();
        services.AddHostedService<ImportationWorker>();
        return services;
    }
}
