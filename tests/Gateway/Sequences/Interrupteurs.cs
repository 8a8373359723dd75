namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// What the rules ask for and the gateway does not do yet: generated and judged only where it is on. <c>GATEWAY_MODELE_TOUT=1</c>
/// turns everything on.
/// </summary>
internal static class Interrupteurs
{
    private static readonly bool Tout = Environment.GetEnvironmentVariable("GATEWAY_MODELE_TOUT") == "1";

    /// <summary>Rule C7: lists that lack wishes, formations, or that cannot be read throughout.</summary>
    public static readonly bool AbsencesDesListes = Tout;

    /// <summary>Rule C8: whoever accepts for good is looked up.</summary>
    public static readonly bool AutresVoeux = Tout;

    /// <summary>Rule C6: a rejection is bound to the facts that caused it.</summary>
    public static readonly bool RejetsDeGardes = Tout;

    /// <summary>Rule E2: a call that left under a lease that was lost makes the delivery due again.</summary>
    public static readonly bool BauxPerdus = Tout;
}
