using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Inscriptions;

public static class InscriptionsRegistration
{
    public static IServiceCollection AddInscriptions(this IServiceCollection services)
    {
        services.AddSingleton<IMessageApplier, InscriptionApplier>();
        services.AddSingleton<InscriptionBook>();
        services.AddSingleton<IConfigurationFollower, RefusedRemontee>();
        services.AddSingleton<AcknowledgedInscriptions>();
        services.AddSingleton<InscriptionNames>();
        services.AddSingleton<InscriptionReader>();
        services.AddSingleton<FormationResolver>();
        services.AddSingleton<InscriptionResolver>();
        services.AddSingleton<InscriptionRecorder>();
        services.AddSingleton<InscriptionReprise>();
        services.AddSingleton<RepriseLots>();
        services.AddSingleton<RepriseSignal>();
        services.AddHostedService<RepriseService>();
        services.AddSingleton<RemonteeBook>();
        services.AddSingleton<TableDeTravail>();
        services.AddSingleton<IAttemptFollower, RemonteeFollower>();
        services.AddSingleton<IPlannedWork, PlannedRemontee>();
        services.AddSingleton<IFormerRows, FormerCles>();
        services.AddSealed(
        [
            .. SealedColumn.Texts("inscription", "etablissement, cle", "etablissement", UsageTexte.Compare, "demande", "message"),
            .. SealedColumn.Texts(
                "remontee_ligne", "remontee, livraison",
                "(SELECT r.etablissement FROM remontee r WHERE r.id = remontee_ligne.remontee)", UsageTexte.Lu, "message"),
        ]);
        services.AddTenues(
            new TableTenue("inscription", "inscriptions")
            {
                Cle = "etablissement, cle", Session = "session = @annee",
                Personne = "(session = @annee AND code_candidat = @dossier) OR cle LIKE @sousDossier OR cle IN @cites",
                Cites = new("inscription", "cle", "demande", Noms: false),
                Compte = "CASE WHEN annulee THEN 'annulées' WHEN payee THEN 'payées' ELSE 'non payées' END",
            },
            new TableTenue("inscription_reprise", "inscriptions")
            {
                Cle = "etablissement, portee, numero", Rang = 10, Personne = $"portee = '{nameof(Portee.Candidat)}' AND numero = @dossier",
            },
            new TableTenue("inscription_acquittee", "inscriptions acquittées")
            {
                Cle = "session, code_candidat, etablissement, code_formation", Session = "session = @annee",
                Personne = "session = @annee AND code_candidat = @dossier",
            },
            new TableTenue("remontee", "remontées") { Session = "declenchee_le <= @cloture", Age = "declenchee_le < @avant", Rang = 60 },
            new TableTenue("remontee_ligne", "remontées")
            {
                Rang = 10, Cle = "remontee, livraison", Etablissement = "remontee IN (SELECT id FROM remontee WHERE etablissement = @code)",
                Session = "sujet LIKE @sousSession", Personne = "sujet = @sujet OR sujet LIKE @sous",
                Age = "remontee IN (SELECT id FROM remontee WHERE declenchee_le < @avant)",
            });
        return services;
    }
}
