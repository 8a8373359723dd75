using Parcoursup.Gateway.Adapters.Apogee.Verification;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

internal static class ServiceApogeeRegistration
{
    public static IServiceCollection AddServiceApogee(this IServiceCollection services)
    {
        services.AddSingleton<OpiTickets>();
        services.AddSingleton<RemiseBook>();
        services.AddSingleton<OpiHandover>();
        services.AddSingleton<OpiPages>();
        services.AddSingleton<OpiAcknowledgements>();
        services.AddSingleton<OpiVerification>();
        services.AddSingleton<InscriptionDeclarationIntake>();
        services.AddSingleton<IMessageApplier, InscriptionDeclarationApplier>();
        services.AddSingleton<ConnectorReport>();
        services.AddSingleton<TraitementAuthentication>();
        services.AddSingleton<ServiceApogeeEndpoint>();
        services.AddSealed(RemiseBook.Contenu, RemiseBook.Modifications);
        services.AddTenues(new TableTenue("opi_remise", "OPI remises")
        {
            Rang = 5, Cle = "livraison", Etablissement = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code)",
            Session = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code AND sujet LIKE @sousSession)",
            Personne = "livraison IN (SELECT id FROM livraison WHERE etablissement = @code AND (sujet = @sujet OR sujet LIKE @sous))",
        });
        return services;
    }
}
