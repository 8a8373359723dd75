using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

internal static class FichiersRegistration
{
    public static IServiceCollection AddFichiers(this IServiceCollection services)
    {
        services.AddSingleton<FichiersSignal>();
        services.AddSingleton<GenerationBook>();
        services.AddSingleton<LotBook>();
        services.AddSingleton<IPlannedWork, PlannedLot>();
        services.AddSingleton<LotContents>();
        services.AddSingleton<LotStores>();
        services.AddSingleton<LotPublisher>();
        services.AddSingleton<LotGenerator>();
        services.AddSingleton<GenerationRunner>();
        services.AddSingleton<LotClosing>();
        services.AddSingleton<ConfirmationWatch>();
        services.AddHostedService<FichiersWorker>();
        return services;
    }
}
