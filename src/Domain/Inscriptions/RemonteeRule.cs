namespace Parcoursup.Gateway.Domain.Inscriptions;

/// <summary>Rule F3: what Parcoursup should hold for a candidate and a formation.</summary>
public static class RemonteeRule
{
    /// <summary>
    /// The <c>etatInscription</c> to report, null when there is nothing to say.
    /// </summary>
    /// <param name="inscriptions">All enrolments of the candidate in the formation, one per kind.</param>
    /// <param name="everAttempted">One of 1, 2, 4, 5 was sent, or may have been; a call that provably never left does not count.</param>
    /// <param name="reported">What was acknowledged last, null when nothing was.</param>
    public static int? DesiredState(IReadOnlyCollection<InscriptionAdministrative> inscriptions, bool everAttempted, int? reported = null)
    {
        int? live = null;
        var cancelled = false;
        foreach (var ia in inscriptions)
        {
            if (ia.EstValide && ia.PremiereAnnee) live = live is { } state ? Math.Min(state, (int)ia.Type) : (int)ia.Type;

            // Whether the first year or not: what Parcoursup may hold has to be taken back (F3).
            cancelled |= ia.Annulee;
        }

        if (live is not null) return live;
        var stays = inscriptions.Any(ia => IsUnpaid(ia) && (int)ia.Type == reported);
        return cancelled && everAttempted && !stays ? EtatInscription.Annulee : null;
    }

    /// <summary>
    /// An enrolment that was reported is not paid any more, and nobody has cancelled it: payments are refunded and spread over
    /// time, so it stays reported until a person has looked at it.
    /// </summary>
    public static bool AwaitsPerson(IReadOnlyCollection<InscriptionAdministrative> inscriptions, bool everAttempted, int? reported) =>
        everAttempted && reported != EtatInscription.Annulee && DesiredState(inscriptions, everAttempted, reported) is null
        && inscriptions.Any(IsUnpaid);

    private static bool IsUnpaid(InscriptionAdministrative ia) => !ia.Payee && !ia.Annulee;
}
