using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Gardes;

public static class GardesRegistration
{
    public static IServiceCollection AddGardes(this IServiceCollection services)
    {
        services.AddSingleton<GardeBook>();
        services.AddSingleton<GardeDecision>();
        services.AddSingleton<VoeuxRetenus>();
        services.AddSingleton<GardesTranchees>();
        services.AddTenues(
            new TableTenue("garde", "gardes") { Age = "traitee_le < @avant" },
            new TableTenue("defavorable_du_jour", "gardes") { Cle = "etablissement, jour" });
        return services;
    }
}
