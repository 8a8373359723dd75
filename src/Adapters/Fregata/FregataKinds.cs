namespace Parcoursup.Gateway.Adapters.Fregata;

internal static class FregataKinds
{
    /// <summary>The words of open lists that this system writes, room by room.</summary>
    public static IServiceCollection AddFregataKinds(this IServiceCollection services)
    {
        Acces.Kinds.Add(services);
        Dossiers.Kinds.Add(services);
        return services;
    }
}
