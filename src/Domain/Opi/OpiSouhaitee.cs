using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Domain.Opi;

/// <summary>One VET of the desired OPI with its decision and the reason.</summary>
public sealed record VoeuOpi
{
    public required CibleVet Cible { get; init; }
    public required CodeDecision Code { get; init; }
    public required int NumCls { get; init; }
    public required string Motif { get; init; }

    /// <summary>The wishes that hold this VET up; empty for a D.</summary>
    public IReadOnlyList<VoeuKey> Soutiens { get; init; } = [];
}

/// <summary>
/// What Apogée should hold for one candidate: the complete list of VETs (rule C2), because Apogée replaces the former
/// list by it. Empty when there is nothing to say.
/// </summary>
public sealed record OpiSouhaitee(IReadOnlyList<VoeuOpi> Voeux, IReadOnlyList<Reserve> Reserves)
{
    public bool EstVide => Voeux.Count == 0;
}

/// <summary>A VET that was sent, or may have been (rule E2), for this OPI, with what was last said of it.</summary>
public sealed record VetTentee
{
    public required CibleVet Cible { get; init; }
    public required CodeDecision DernierCode { get; init; }

    /// <summary>The wishes that held the VET up when it was last favourable.</summary>
    public IReadOnlyList<VoeuKey> Soutiens { get; init; } = [];
}
