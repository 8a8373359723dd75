using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Evenements;

public static class EvenementsRegistration
{
    public static IServiceCollection AddEvenements(this IServiceCollection services)
    {
        services.AddSingleton<EvenementBook>();
        services.AddSealed(SealedColumn.Texts("evenement_candidat", "id", "texte"));
        services.AddTenues(new TableTenue("evenement_candidat", "chronologie")
        {
            Session = "session = @annee", Personne = "session = @annee AND code_candidat = @dossier",
        });
        return services;
    }
}
