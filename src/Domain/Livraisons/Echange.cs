namespace Parcoursup.Gateway.Domain.Livraisons;

/// <summary>How an attempt to deliver ended: one of the nested cases, never anything else.</summary>
public abstract record IssueEnvoi
{
    private IssueEnvoi() { }

    /// <summary>The other side understood and said yes.</summary>
    public sealed record Acquittee(string? Message = null) : IssueEnvoi;

    /// <summary>The other side understood and said no: never retried blindly, waits for a person.</summary>
    /// <param name="Code">The other side's own code, when it gives one.</param>
    /// <param name="Message">The other side's own words.</param>
    /// <param name="Explication">The cause and what to do, in plain French.</param>
    public sealed record Refusee(string? Code, string Message, string Explication) : IssueEnvoi;

    /// <summary>The request provably never left: nothing was attempted (rule F3).</summary>
    public sealed record NonEnvoyee(string Message) : IssueEnvoi;

    /// <summary>
    /// The request left, and nobody knows whether it was applied (timeout, reset): it counts as attempted and the
    /// current state is sent again after a quiet time (rule E2).
    /// </summary>
    public sealed record Incertaine(string Message) : IssueEnvoi;

    /// <summary>The other side answered that it could not work (503, technical fault): retried with back-off.</summary>
    /// <param name="Message">The other side's own words, or what its answer was.</param>
    public sealed record EchecTechnique(string? Code, string Message) : IssueEnvoi
    {
        /// <summary>Whom the failure concerns: only what concerns everybody may slow a neighbour (rule C5).</summary>
        public PorteeEchec Portee { get; init; } = PorteeEchec.Destination;

        /// <summary>The cause and what to do, in plain French.</summary>
        public string? Explication { get; init; }

        /// <summary>
        /// What makes two failures the same one, without what differs from person to person; null where sameness has no meaning.
        /// </summary>
        public string? Cause { get; init; }

        /// <summary>The other side said that it did nothing of what was asked: nothing of this attempt is there.</summary>
        public bool RienApplique { get; init; }

        /// <summary>How long the other side asks to be left alone (Retry-After).</summary>
        public TimeSpan? Attendre { get; init; }
    }
}

/// <summary>Whom a technical failure concerns.</summary>
public enum PorteeEchec
{
    /// <summary>Everybody: the destination does not work now.</summary>
    Destination,

    /// <summary>This subject: an answer about it, which says nothing of its neighbours.</summary>
    Sujet,

    /// <summary>This subject, unless everybody is answered the same: the words alone do not tell.</summary>
    Inconnue,

    /// <summary>Everybody, until a person changes a setting: address, version, namespace, credentials.</summary>
    Reglage,
}

/// <summary>One attempt with the raw bytes of both directions, which the journal keeps.</summary>
public sealed record Echange(
    IssueEnvoi Issue,
    ReadOnlyMemory<byte> Requete,
    ReadOnlyMemory<byte> Reponse,
    IReadOnlyList<Modification> Modifications);

/// <summary>A value that was cleaned, cut or left out on its way, so that nothing is changed in silence.</summary>
public sealed record Modification(string Champ, string? Avant, string? Apres, string Raison);
