using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Bac;

public static class BacRegistration
{
    public static IServiceCollection AddBac(this IServiceCollection services)
    {
        services.AddSingleton<ResultatBacBook>();
        services.AddSealed(new SealedColumn("resultat_bac", "cle")
        {
            Key = "etablissement, session, cle", IsText = true, Usage = UsageTexte.Cherche, Prefix = SealedMark.Ine,
        });
        services.AddTenues(new TableTenue("resultat_bac", "résultats du baccalauréat")
        {
            Cle = "etablissement, session, cle", Session = "session = @annee",
            Personne = "(session = @annee AND cle = 'dossier:' || @texteDossier) OR cle IN @clesIne",
        });
        return services;
    }
}
