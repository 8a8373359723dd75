namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Where a delivery stands; stored by name.</summary>
public enum EtatLivraison
{
    /// <summary>Wanted and acknowledged revision agree.</summary>
    AJour,

    /// <summary>Due at its next attempt.</summary>
    AEnvoyer,

    /// <summary>Held by a worker until its lease ends.</summary>
    EnCours,

    /// <summary>Waits for the next feedback run (rule F5).</summary>
    AttenteRemontee,

    /// <summary>In a flat file that nobody has confirmed yet (rule E4).</summary>
    AttenteConfirmation,

    /// <summary>The other side said no: waits for a person or for a change.</summary>
    RefusMetier,

    /// <summary>Nothing is wanted any more, and nothing was ever attempted.</summary>
    SansObjet,
}
