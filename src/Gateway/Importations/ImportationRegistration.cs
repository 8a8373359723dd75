namespace Parcoursup.Gateway.Importations;

internal static class ImportationRegistration
{
    public static IServiceCollection AddImportations(this IServiceCollection services)
    {
        services.AddSingleton<ImportationSignal>();
        services.AddSingleton<ImportationBook>();
        services.AddSingleton<ImportationReading>();
        services.AddSingleton<ImportationAnalysis>();
        services.AddSingleton<ImportationApplication>();
        services.AddSingleton<ImportationRunner>();
        services.AddSingleton<ImportationDepot>();
        services.AddHostedService<ImportationWorker>();
        return services;
    }
}
