using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Evenements;

public static class EvenementsRegistration
{
    public static IServiceCollection AddEvenements(this IServiceCollection services)
    {
        services.AddSingleton<EvenementBook>();
        services.AddTenues(new TableTenue("evenement_candidat", "chronologie")
        {
            Session = "session = @annee", Personne = "session = @annee AND code_candidat = @dossier",
        });
        return services;
    }
}
