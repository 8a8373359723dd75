using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Fregata;

internal static class FregataRegistration
{
    public static IServiceCollection AddFregata(this IServiceCollection services)
    {
        services.AddSingleton<FregataAuthentication>();
        services.AddSingleton<FregataJournal>();
        services.AddSingleton<FregataImportBook>();
        services.AddSingleton<Actualisation>();
        services.AddSingleton<Reception>();
        services.AddSingleton<FregataImportRunner>();
        services.AddSingleton<Annulation>();
        services.AddSingleton<DossierList>();
        services.AddSingleton<Traitement>();
        services.AddSingleton<RapportWriter>();
        services.AddSingleton<RapportReader>();
        services.AddSingleton<ControleValidation>();
        services.AddSingleton<ValidationRecorder>();
        services.AddSingleton<AnnulationValidation>();
        services.AddSingleton<IInscriptionNames, FregataInscriptionNames>();
        services.AddSingleton<IDesiredState, FregataDesiredState>();
        services.AddSingleton<ICandidateView, FregataView>();
        services.AddHostedService<FregataImportRecovery>();
        return services;
    }
}
