using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Suivi.Jauges;
using Parcoursup.Gateway.Engine.Suivi.Releves;

namespace Parcoursup.Gateway.Engine.Suivi;

public static class SuiviRegistration
{
    public static IServiceCollection AddSuivi(this IServiceCollection services)
    {
        services.AddSingleton<CandidatTimeline>();
        services.AddSingleton<ICountSource, EngineCounts>();
        services.AddSingleton<Synthese>();
        services.AddSingleton<CandidatSearch>();
        services.AddSingleton<ListesSuivi>();
        services.AddSingleton<CeQuiAttend>();
        services.AddSingleton<ValeursManquantes>();
        services.AddSingleton<CausesEnAttente>();
        services.AddSingleton<GardeCsv>();
        services.AddSingleton<FicheCandidat>();
        services.AddSingleton<EchangesSuivi>();
        services.AddSingleton<ReleveBook>();
        services.AddHostedService<ReleveWorker>();
        services.AddSingleton<EnvoisParHeure>();
        services.AddHostedService<EnvoisWorker>();
        services.AddTenues(
            new TableTenue("releve", "relevés des chiffres") { Cle = "etablissement, jour" },
            new TableTenue("releve_heure", "envois de chaque heure") { Cle = "etablissement, heure" });
        services.AddSingleton<JournalSuivi>();
        services.AddSingleton(provider => new CanauxConnus(provider.GetServices<RegisteredKind<Canal>>()));
        services.AddSingleton<JaugesBook>();
        services.AddSingleton<LectureJauges>();
        services.AddSingleton<JaugesPubliees>();
        return services;
    }
}
