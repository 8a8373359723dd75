using System.Diagnostics;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>The span of one attempt at a delivery, in the trace in which its content was wanted.</summary>
public static class EnvoiTrace
{
    /// <returns>Null where nobody wants it.</returns>
    internal static Activity? Commence(LivraisonRow row, DateTimeOffset depuis = default)
    {
        var span = Traces.Commence($"send {row.Destination}", ActivityKind.Producer, row.Trace, depuis: depuis);
        return span?.SetTag("messaging.system", Messagerie.Systeme).SetTag("messaging.operation.name", "send")
            .SetTag("messaging.operation.type", "send").SetTag("messaging.destination.name", row.Destination)
            .SetTag(Messagerie.Etablissement, row.Etablissement).SetTag("passerelle.livraison", row.Id)
            .SetTag("passerelle.revision", row.RevisionVoulue);
    }

    /// <summary>An attempt that somebody else than a lane has made, a job of the other side, once he has told its end.</summary>
    public static void Dit(AttemptRecord attempt)
    {
        using var span = Commence(attempt.Row, attempt.Start);
        Fin(span, attempt);
    }

    internal static void Fin(Activity? span, AttemptRecord record)
    {
        if (span is null) return;
        var issue = record.Echange is { Issue: var ended } ? MesuresLivraison.NomDe(ended) : "non_envoyee";
        span.SetTag("passerelle.issue", issue);
        if (record.Echange?.Issue is IssueEnvoi.Acquittee) span.Reussi();
        else span.Echoue(issue);
    }
}
