using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Publications;

/// <summary>What instructors do to formations, and what a person restores.</summary>
internal sealed class ActionService(
    Database database, FormationBook formations, CampagneBook campagnes, RegleBook regles, ActionBook actions, IBusinessClock clock,
    JourReference jour)
{
    public const string Publier = "publier";
    public const string NePasPublier = "ne-pas-publier";

    public async Task<Issue> AgirAsync(string action, string cle, Acteur acteur, string? raison, CancellationToken ct)
    {
        var day = await jour.DuAsync(ct);
        return await database.WriteAsync(async session =>
        {
            await formations.LockAsync(session, ct);
            // One of another académie is answered as one that there is not.
            if (await formations.FindAsync(session, cle, ct) is not { } row || !acteur.Voit(row.Academie))
                return Consultation.Inconnue(cle);
            var formation = row.Lire(new LectureDonnees());
            var end = action == Publier
                ? ActionPublication.Publier(acteur, formation, row.Statut, await EvaluerAsync(session, formation, day, ct))
                : ActionPublication.NePasPublier(acteur, formation, row.Statut, raison);
            if (end.Refus is { } refusal) return Issue.Refusee("action", refusal);
            if (end.Statut != row.Statut)
            {
                await formations.ActAsync(session, row, end.Statut, acteur.Nom, action == Publier ? null : raison, clock.Today, ct);
                await actions.AddAsync(session, row.Cle, action, row.Statut, end.Statut, raison, acteur.Nom, ct);
            }

            return Issue.Faite(new { cle = row.Cle, de = row.Statut.Libelle(), vers = end.Statut.Libelle(), auteur = acteur.Nom });
        }, ct);
    }

    private async Task<Evaluation?> EvaluerAsync(
        WriteSession session, FormationCatalogue formation, DateOnly day, CancellationToken ct) =>
        await campagnes.ContexteAsync(session, day, ct) is { } bounds
            ? new MoteurRegles(await regles.ListAsync(session, ct)).Evaluer(formation, bounds) : null;
}
