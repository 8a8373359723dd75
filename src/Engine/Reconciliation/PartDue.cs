namespace Parcoursup.Gateway.Engine.Reconciliation;

/// <summary>Which deliveries of those that are due.</summary>
public enum PartDue
{
    /// <summary>Both, and first what never failed.</summary>
    Toutes,

    /// <summary>What was not attempted since it was last wanted, acknowledged or asked for by a person.</summary>
    JamaisTentees,

    /// <summary>What was attempted and did not come through.</summary>
    Reprises,
}
