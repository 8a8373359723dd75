using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>One message of the journal: raw bytes, and the order in which it became durable (<see cref="Id"/>).</summary>
public sealed class MessageEntrant
{
    public long Id { get; set; }
    public DateTimeOffset RecuLe { get; init; }
    public string Etablissement { get; init; } = "";
    public string? Uai { get; init; }
    public Canal Canal { get; init; }

    /// <summary>Who sent it: a login, a key's name, or for a pull its number.</summary>
    public string? Compte { get; init; }
    public string? TypeContenu { get; init; }
    public byte[] Corps { get; set; } = [];
    public string? Correlation { get; init; }

    /// <summary>The trace that it came by, for whoever applies it; null where none is kept.</summary>
    public string? Trace { get; set; }

    /// <summary>What the audit is to keep of its coming, with the message itself (rule J4); null: the journal says enough.</summary>
    public EntreeAudit? Acte { get; init; }

    /// <summary>The number of the stored body, where it was too large for <see cref="Corps"/>, which is empty then.</summary>
    public long? CorpsVolumineux { get; init; }

    /// <summary>The body as it is stored: set by <see cref="Journal"/> before its SQL.</summary>
    internal byte[]? CorpsScelle { get; set; }

    /// <summary>Why it was refused: it is kept, and there is nothing to apply; null: it was accepted.</summary>
    internal string? Refus { get; set; }

    /// <summary>Why the stored body cannot be opened; null when it could.</summary>
    internal Ground.Security.SealedValueException? Illisible { get; set; }

    /// <summary>What intake already read, kept for the application that follows; null after a restart.</summary>
    public object? Lu { get; init; }
}
