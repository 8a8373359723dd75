namespace Parcoursup.Gateway.Engine.Suivi;

internal static class SuiviRegistration
{
    public static IServiceCollection AddSuivi(this IServiceCollection services)
    {
        services.AddSingleton<CandidatTimeline>();
        services.AddSingleton<Synthese>();
        return services;
    }
}
