using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Clock;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>What a delivery becomes after each way in which an attempt can end.</summary>
internal sealed class AttemptOutcome(BackOff backOff, TimeProvider time, ILogger<AttemptOutcome> logger)
{
    /// <summary>There was nothing to send.</summary>
    public static AttemptRecord Of(PreparedLivraison.Nothing nothing, DateTimeOffset start, LaneSettings settings) => new(
        nothing.Row, start, start, null, nothing.Etat, settings.Waiting, start, null, nothing.Message, nothing.Explication, Undone: true);

    /// <summary>It did not leave: the destination is left alone for a while.</summary>
    public AttemptRecord Postponed(PreparedLivraison.ToSend delivery, DateTimeOffset start, TimeSpan pause) => new(
        delivery.Row, start, start, null, EtatLivraison.AEnvoyer, EtatLivraison.AEnvoyer, time.GetUtcNow() + pause, null,
        "La destination ne répond pas : les envois reprendront dès qu'elle répondra.", null, Undone: true, delivery.Undo);

    public AttemptRecord Of(PreparedLivraison.ToSend delivery, Echange echange, DateTimeOffset start, LaneSettings settings)
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
                return Retry(unknown.Message, Longest(wait, settings.Timeout + TimeSpan.FromSeconds(1)));
            case IssueEnvoi.EchecTechnique failure:
                Log.TechnicalFailure(logger, row.Destination, row.Id, failure.Code);
                return Retry(failure.Message, wait);
            default:
                throw new InvalidOperationException($"Unknown outcome {echange.Issue.GetType().Name}.");
        }
    }

    private static TimeSpan Longest(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
