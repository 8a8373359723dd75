using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Recuperations;

public static class RecuperationsRegistration
{
    private const string Ended = $"etat IN ('{nameof(EtatRecuperation.Terminee)}', '{nameof(EtatRecuperation.Echec)}')";

    public static IServiceCollection AddRecuperations(this IServiceCollection services)
    {
        services.AddSingleton<RecuperationBook>();
        services.AddSingleton<RecuperationSignal>();
        services.AddTenues(new TableTenue("recuperation", "récupérations")
        {
            Session = $"demandee_le <= @cloture AND {Ended}", Personne = $"code_candidat = @dossier AND {Ended}",
            Age = $"demandee_le < @avant AND {Ended}",
        });
        return services;
    }
}
