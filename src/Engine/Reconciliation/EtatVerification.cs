namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Rule E3: "accepted" and "verified" are two states; stored by name.</summary>
public enum EtatVerification
{
    /// <summary>Accepted; nobody has looked on the other side since.</summary>
    NonVerifiee,

    /// <summary>A job saw on the other side what was acknowledged.</summary>
    Verifiee,

    /// <summary>A job did not see all of it.</summary>
    Partielle,
}

/// <summary>A VET with the decision that was acknowledged for it.</summary>
public sealed record VetAcquittee(string CodCge, string CodEtp, int CodVrsVet, string CodDecVeu);
