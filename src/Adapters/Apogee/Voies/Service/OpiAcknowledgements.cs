using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>
/// <c>acquitterOpi</c>: the outcome of each entrusted OPI becomes that of an attempt, with its exchange. Only the holder
/// of the lease is heard, and whoever wrote without it makes the current state due again (rule E2); telling the same again changes
/// nothing. What is told of one OPI and cannot be recorded hinders no other (rule C5).
/// </summary>
// Nine parameters: a word is opened, compared with what was given, judged, recorded and made known.
internal sealed class OpiAcknowledgements(
    Database database, RemiseBook remises, AttemptLedger ledger, AttemptOutcome outcome, BackOff backOff, OpiTickets tickets,
    LivraisonSignal signal, TimeProvider time, ILogger<OpiAcknowledgements> logger)
{
    public async Task<ReponseTraitement> RecordAsync(string etablissement, IReadOnlyList<Acquittement> acquittements, CancellationToken ct)
    {
        var opened = acquittements.Select(a => (Acquittement: a, Ticket: tickets.Open(etablissement, a.Jeton))).ToList();
        var ids = opened.Where(o => o.Ticket is not null).Select(o => o.Ticket!.Livraison).Distinct().ToArray();
        var given = await remises.LoadAsync(database, etablissement, ids, ct);
        var held = (await database.QueryAsync<LivraisonRow>(
            $"SELECT * FROM livraison WHERE etablissement = @etablissement AND etat = '{nameof(EtatLivraison.EnCours)}' AND id IN @ids",
            new { etablissement, ids }, ct)).ToDictionary(l => l.Id);

        var lines = new Task<EtatAcquittement>[opened.Count];
        var seen = new HashSet<OpiTicket>();
        for (var i = 0; i < lines.Length; i++)
        {
            var (acquittement, ticket) = opened[i];
            lines[i] = ticket is null ? Task.FromResult(EtatAcquittement.Inconnu)
                : !seen.Add(ticket) ? Task.FromResult(EtatAcquittement.DejaAcquitte)
                : given.GetValueOrDefault(ticket.Livraison) is not { } remise || remise.Bail != ticket.Bail
                ? LateAsync(ticket, acquittement)
                : remise.AcquitteeLe is not null ? Task.FromResult(EtatAcquittement.DejaAcquitte)
                : held.GetValueOrDefault(ticket.Livraison) is not { } row || row.BailPar != ticket.Bail
                ? LateAsync(ticket, acquittement)
                : SettleAsync(row with { RevisionVoulue = ticket.Revision, Tentee = remise.TenteeAvant }, ticket, remise, acquittement);
        }

        var states = await Task.WhenAll(lines);
        signal.Wake(etablissement);
        return new ReponseTraitement.Acquittements([.. states.Select((state, i) =>
            new ResultatAcquittement(acquittements[i].Jeton, state, ParolesTraitement.Explain(state, acquittements[i].Resultat)))]);
    }

    private async Task<EtatAcquittement> SettleAsync(LivraisonRow row, OpiTicket ticket, RemiseRow remise, Acquittement acquittement)
    {
        try
        {
            var recorded = false;
            var record = RecordOf(row, remise, acquittement) with
            {
                Also = async (session, ct) =>
                {
                    await RemiseBook.CloseAsync(session, remise, time.GetUtcNow(), ct);
                    recorded = true;
                },
            };
            // What was told must be kept even if the job hangs up meanwhile. Where the lease was just lost, the ledger makes it due.
            await ledger.RecordAsync(record, CancellationToken.None);
            if (recorded) EnvoiTrace.Dit(record);
            return recorded ? EtatAcquittement.Enregistre : EtatAcquittement.Expire;
        }
        catch (Exception failure) when (Bulkhead.IsOfOne(failure))
        {
            // The lease runs out, and it is given out again: that is what the job is told.
            Log.WordLost(logger, failure, ticket.Livraison);
            return EtatAcquittement.Expire;
        }
    }

    private AttemptRecord RecordOf(LivraisonRow row, RemiseRow remise, Acquittement acquittement)
    {
        var now = time.GetUtcNow();
        var issue = IssueTraitement.Of(acquittement);
        var echange = new Echange(
            issue, remise.Contenu, ParolesTraitement.BytesOf(acquittement), JsonText.Read<List<Modification>>(remise.Modifications));
        return issue switch
        {
            IssueEnvoi.Acquittee yes => Record(EtatLivraison.AJour, now, remise.Acquitte, yes.Message, null),
            IssueEnvoi.Refusee no => Record(EtatLivraison.RefusMetier, now, null, no.Message, no.Explication) with
            {
                Undo = (session, ct) => OpiRenderer.UndoAsync(session, row, remise.VetsAvant, ct), Code = no.Code,
            },
            IssueEnvoi.EchecTechnique failed => Failed(failed),
            _ => throw new InvalidOperationException($"Unknown outcome {issue.GetType().Name}."),
        };

        AttemptRecord Failed(IssueEnvoi.EchecTechnique failed)
        {
            var again = Record(EtatLivraison.AEnvoyer, now + backOff.After(row.Tentatives), null, failed.Message, failed.Explication) with
            {
                Cause = failed.Cause,
            };
            // A job says nothing of what others got: only what is this OPI's own for certain is counted.
            return failed.Portee == PorteeEchec.Sujet ? outcome.Counted(again, failed.Code) : again;
        }

        AttemptRecord Record(EtatLivraison state, DateTimeOffset next, string? acquitte, string? message, string? explanation) => new(
            row, remise.RemiseLe, now, echange, state, EtatLivraison.AEnvoyer, next, acquitte, message, explanation, Undone: false);
    }

    // Refused, nothing of it is in Apogée. Taken or failed, it may have overwritten what was written since.
    private async Task<EtatAcquittement> LateAsync(OpiTicket ticket, Acquittement acquittement)
    {
        if (acquittement.Resultat == ResultatEcriture.Refusee) return EtatAcquittement.Expire;
        var late = new LateWord(ticket.Livraison, ticket.Bail, time.GetUtcNow());
        var told = await database.WriteAsync(session => late.MakeDueAsync(session, CancellationToken.None), CancellationToken.None);
        if (told) Log.LateWord(logger, ticket.Livraison);
        return EtatAcquittement.Expire;
    }
}
