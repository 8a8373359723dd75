using System.Data.Common;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>What a delivery becomes after each way in which an attempt can end.</summary>
public sealed class AttemptOutcome(BackOff backOff, ReconciliationOptions options, TimeProvider time, ILogger<AttemptOutcome> logger)
{
    /// <summary>There was nothing to send.</summary>
    public static AttemptRecord Of(PreparedLivraison.Nothing nothing, DateTimeOffset start, LaneSettings settings) => new(
        nothing.Row, start, start, null, nothing.Etat, settings.Waiting, start, null, nothing.Message, nothing.Explication, Undone: true);

    /// <summary>It did not leave: the destination is left alone for a while.</summary>
    /// <param name="reason">Why, in French.</param>
    public AttemptRecord Postponed(PreparedLivraison.ToSend delivery, DateTimeOffset start, TimeSpan pause, string reason) => new(
        delivery.Row, start, start, null, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, time.GetUtcNow() + pause, null,
        $"Les envois sont suspendus un moment et reprendront d'eux-mêmes : {reason}", null, Undone: true, delivery.Undo);

    /// <summary>It did not leave: its turn came too late to be over within the lease.</summary>
    public AttemptRecord TooLate(PreparedLivraison.ToSend delivery, DateTimeOffset start) => new(
        delivery.Row, start, start, null, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, time.GetUtcNow(), null,
        "L'envoi a été remis : les précédents ont duré trop longtemps.", null, Undone: true, delivery.Undo);

    /// <param name="answers">What the others of the lane were answered lately.</param>
    internal AttemptRecord Of(
        PreparedLivraison.ToSend delivery, Echange echange, DateTimeOffset start, LaneSettings settings, LaneAnswers answers)
    {
        var row = delivery.Row;
        var end = time.GetUtcNow();
        var wait = backOff.After(row.Tentatives);
        AttemptRecord Retry(string message, TimeSpan delay, bool undone = false) => new(
            row, start, end, echange, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, end + delay, null, message, null, undone,
            undone ? delivery.Undo : null);

        switch (echange.Issue)
        {
            case IssueEnvoi.Acquittee ok:
                return new(
                    row, start, end, echange, EtatLivraison.AJour, settings.Waiting, end, delivery.Acquitte, ok.Message, null,
                    Undone: false);
            case IssueEnvoi.Refusee no:
                Log.Refused(logger, row.Destination, row.Id, no.Code);
                return new(
                    row, start, end, echange, EtatLivraison.RefusMetier, settings.Waiting, end, null, no.Message, no.Explication,
                    Undone: false, delivery.Undo, no.Code);
            case IssueEnvoi.NonEnvoyee lost:
                return Retry(lost.Message, wait, undone: true);
            case IssueEnvoi.Incertaine unknown:
                var quiet = Calme.After(settings.Timeout);
                return Retry(unknown.Message, Longest(wait, quiet)) with { CalmeJusqua = end + quiet };
            case IssueEnvoi.EchecTechnique failure:
                Log.TechnicalFailure(logger, row.Destination, row.Id, failure.Code);
                var again = Retry(failure.Message, Longest(wait, LaneBreaker.Heeded(failure.Attendre))) with
                {
                    Explication = failure.Explication, Cause = failure.Cause, Undo = failure.RienApplique ? delivery.Undo : null,
                    Arret = failure.Portee == PorteeEchec.Reglage ? answers.Stop : null,
                };
                return answers.IsOwn(failure) ? Counted(again, failure.Code) : again;
            default:
                throw new InvalidOperationException($"Unknown outcome {echange.Issue.GetType().Name}.");
        }
    }

    /// <summary>Nothing could be rendered of it, or its sending threw (rule C5).</summary>
    /// <param name="undo">Null when nothing had been recorded as attempted, or when it may have left.</param>
    public AttemptRecord Broken(
        LivraisonRow row, Exception failure, DateTimeOffset start, Func<WriteSession, CancellationToken, Task>? undo = null)
    {
        var end = time.GetUtcNow();
        var kind = failure.GetBaseException().GetType().Name;
        // Said by the one who knows what it means; else only its kind: the text of an exception may hold anything.
        var message = failure is EnvoiImpossibleException
            ? failure.Message : $"Cette livraison n'a pas pu être préparée ou envoyée (erreur interne {kind}).";
        var echange = new Echange(
            new IssueEnvoi.EchecTechnique(null, message) { Portee = PorteeEchec.Sujet }, Array.Empty<byte>(), Array.Empty<byte>(), []);
        var record = new AttemptRecord(
            row, start, end, echange, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, end + backOff.After(row.Tentatives), null, message,
            "Corriger la donnée du dossier qui l'empêche (caractère interdit, valeur illisible) : elle repartira d'elle-même. Sinon la "
            + "relancer, et donner le numéro de la livraison au support : le journal du serveur dit le reste.",
            Undone: failure is EnvoiImpossibleException, failure is EnvoiImpossibleException ? undo : null) { Cause = $"interne {kind}" };
        return failure is DbException ? Counted(record, null) : Aside(record, null);
    }

    /// <summary>How it ended cannot be written down: tried again, since nobody could tell the end from a loss.</summary>
    public AttemptRecord NotRecorded(AttemptRecord attempt, Exception failure)
    {
        var record = Broken(attempt.Row, failure, attempt.Start);
        return Counted(record with
        {
            Etat = EtatLivraison.AEnvoyer, ARegarder = false, CalmeJusqua = attempt.CalmeJusqua,
            Message = $"L'issue de l'envoi n'a pas pu être enregistrée ({record.Cause}) : il est refait.",
        }, null);
    }

    /// <summary>A failure of the delivery's own: the same one too often in a row, and it waits for a person or another content.</summary>
    /// <param name="code">The other side's own code.</param>
    public AttemptRecord Counted(AttemptRecord record, string? code)
    {
        if (record.Cause is null) return record;
        var times = record.Row.Cause == record.Cause ? record.Row.CauseFois + 1 : 1;
        return times < options.EchecsIdentiquesMaximum ? record : Aside(record, code);
    }

    private AttemptRecord Aside(AttemptRecord record, string? code)
    {
        Log.PutAside(logger, record.Row.Destination, record.Row.Id);
        return record with { Etat = EtatLivraison.RefusMetier, ARegarder = true, Code = code, Next = record.End };
    }

    private static TimeSpan Longest(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
