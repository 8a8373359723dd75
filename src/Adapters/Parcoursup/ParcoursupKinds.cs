namespace Parcoursup.Gateway.Adapters.Parcoursup;

internal static class ParcoursupKinds
{
    /// <summary>The words of open lists that this system writes, room by room.</summary>
    public static IServiceCollection AddParcoursupKinds(this IServiceCollection services)
    {
        Push.Kinds.Add(services);
        Recuperations.Kinds.Add(services);
        Importations.Kinds.Add(services);
        Facade.Kinds.Add(services);
        Resultats.Kinds.Add(services);
        return services;
    }
}
