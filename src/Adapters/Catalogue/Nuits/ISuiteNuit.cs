using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>What follows a planned night that was applied.</summary>
internal interface ISuiteNuit
{
    /// <summary>Asks for it, in the night's own transaction.</summary>
    Task DemanderAsync(WriteSession session, DateOnly jour, CancellationToken ct);

    /// <summary>What a former life of this node had taken is free again.</summary>
    Task ReprendreAsync(CancellationToken ct);

    /// <summary>Does what is asked for.</summary>
    /// <returns>How it ended; null when nothing is asked for, or another node is at it.</returns>
    Task<FinSuite?> SuivantAsync(CancellationToken ct);
}

/// <summary>How it ended, and of which night it was.</summary>
internal sealed record FinSuite(DateOnly Jour, Issue Issue);
