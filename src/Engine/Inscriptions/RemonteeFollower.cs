using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>Writes the ends of feedback into the reports of the runs that released it, and keeps what was acknowledged (rule F4).</summary>
internal sealed class RemonteeFollower(RemonteeDestination feedback, AcknowledgedInscriptions enrolments) : IAttemptFollower
{
    public async Task FollowAsync(WriteSession session, IReadOnlyList<EndedAttempt> ended, CancellationToken ct)
    {
        foreach (var end in ended)
            if (end.Row.Remontee is { } run)
                await ReportAsync(session, run, end.Attempt, ct);

        // Last of all, since it touches rows of other établissements.
        await enrolments.RecordAsync(
            session,
            ended.Where(e => e.Acquitte is not null && e.Row.Destination == feedback.Name)
                .Select(e => (e.Row.Etablissement, e.Row.Sujet, e.Acquitte!)),
            ct);
    }

    private static async Task ReportAsync(WriteSession session, long run, AttemptRecord attempt, CancellationToken ct) =>
        await session.ExecuteAsync(
            "UPDATE remontee_ligne SET resultat = @resultat, message = @message WHERE remontee = @run AND livraison = @livraison",
            new
            {
                resultat = ResultOf(attempt.Etat).ToString(),
                message = await session.SealAsync(attempt.Row.Etablissement, attempt.Explication ?? attempt.Message, ct),
                run, livraison = attempt.Row.Id,
            }, ct);

    private static ResultatRemontee ResultOf(EtatLivraison etat) => etat switch
    {
        EtatLivraison.AJour => ResultatRemontee.Acquittee,
        EtatLivraison.RefusMetier => ResultatRemontee.Refusee,
        EtatLivraison.SansObjet => ResultatRemontee.SansObjet,
        _ => ResultatRemontee.Reportee,
    };
}
