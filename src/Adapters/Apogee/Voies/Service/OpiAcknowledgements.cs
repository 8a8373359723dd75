using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>
/// <c>acquitterOpi</c>: the outcome of each entrusted OPI becomes that of an attempt, with its exchange. Only the holder
/// of the lease is heard (rule E2); telling the same again changes nothing.
/// </summary>
internal sealed class OpiAcknowledgements(
    Database database, RemiseBook remises, AttemptLedger ledger, BackOff backOff, OpiTickets tickets, LivraisonSignal signal,
    TimeProvider time)
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
                ? Task.FromResult(EtatAcquittement.Expire)
                : remise.AcquitteeLe is not null ? Task.FromResult(EtatAcquittement.DejaAcquitte)
                : held.GetValueOrDefault(ticket.Livraison) is not { } row || row.BailPar != ticket.Bail
                ? Task.FromResult(EtatAcquittement.Expire)
                : SettleAsync(row with { RevisionVoulue = ticket.Revision, Tentee = remise.TenteeAvant }, remise, acquittement);
        }

        var states = await Task.WhenAll(lines);
        signal.Wake(etablissement);
        return new ReponseTraitement.Acquittements(
            [.. states.Select((state, i) => new ResultatAcquittement(acquittements[i].Jeton, state, Explain(state)))]);
    }

    private async Task<EtatAcquittement> SettleAsync(LivraisonRow row, RemiseRow remise, Acquittement acquittement)
    {
        var now = time.GetUtcNow();
        var issue = IssueTraitement.Of(acquittement);
        var echange = new Echange(issue, remise.Contenu, ResponseOf(acquittement), JsonText.Read<List<Modification>>(remise.Modifications));
        var recorded = false;
        var record = issue switch
        {
            IssueEnvoi.Acquittee yes => Record(EtatLivraison.AJour, now, remise.Acquitte, yes.Message, null),
            IssueEnvoi.Refusee no => Record(EtatLivraison.RefusMetier, now, null, no.Message, no.Explication) with
            {
                Undo = (session, ct) => OpiRenderer.UndoAsync(session, row, remise.VetsAvant, ct), Code = no.Code,
            },
            IssueEnvoi.EchecTechnique failed =>
            Record(EtatLivraison.AEnvoyer, now + backOff.After(row.Tentatives), null, failed.Message, null),
            _ => throw new InvalidOperationException($"Unknown outcome {issue.GetType().Name}."),
        };
        // What was told must be kept even if the job hangs up meanwhile.
        await ledger.RecordAsync(record, CancellationToken.None);
        return recorded ? EtatAcquittement.Enregistre : EtatAcquittement.Expire;

        AttemptRecord Record(EtatLivraison state, DateTimeOffset next, string? acquitte, string? message, string? explanation) => new(
            row, remise.RemiseLe, now, echange, state, EtatLivraison.AEnvoyer, next, acquitte, message, explanation, Undone: false)
        {
            Also = async (session, ct) =>
            {
                await RemiseBook.CloseAsync(session, remise, now, ct);
                recorded = true;
            },
        };
    }

    private static byte[] ResponseOf(Acquittement a) =>
        Encoding.UTF8.GetBytes(JsonText.Of(new { resultat = a.Resultat, a.Code, a.Message }));

    private static string Explain(EtatAcquittement state) => state switch
    {
        EtatAcquittement.Enregistre => "Résultat enregistré.",
        EtatAcquittement.DejaAcquitte => "Ce jeton a déjà été acquitté : le premier résultat est gardé.",
        EtatAcquittement.Expire =>
        "Cette OPI n'est plus confiée à ce jeton (délai dépassé) : elle sera redonnée dans son état actuel, l'écrire à nouveau.",
        _ => "Jeton inconnu : renvoyer celui que recupererOpi a donné, avec un compte du même établissement.",
    };
}
