namespace Parcoursup.Gateway.Engine.Suivi;

public static class SuiviRegistration
{
    public static IServiceCollection AddSuivi(this IServiceCollection services)
    {
        services.AddSingleton<CandidatTimeline>();
        services.AddSingleton<ICountSource, EngineCounts>();
        services.AddSingleton<Synthese>();
        return services;
    }
}
