namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>
/// What the rules ask for and the gateway does not do yet: generated and judged only where it is on. <c>GATEWAY_MODELE_AVEC=C7,C8</c>
/// turns rules on.
/// </summary>
internal static class Interrupteurs
{
    private static readonly string[] Avec = (Environment.GetEnvironmentVariable("GATEWAY_MODELE_AVEC") ?? "").Split(',');

    /// <summary>Rule C7: lists that lack wishes, formations, or that cannot be read throughout.</summary>
    public static readonly bool AbsencesDesListes = Avec.Contains("C7");

    /// <summary>Rule C8: whoever accepts for good is looked up.</summary>
    public static readonly bool AutresVoeux = Avec.Contains("C8");

    /// <summary>Rule C6: a rejection is bound to the facts that caused it.</summary>
    public static readonly bool RejetsDeGardes = Avec.Contains("C6");

    /// <summary>Rule E2: a call that left under a lease that was lost makes the delivery due again.</summary>
    public static readonly bool BauxPerdus = Avec.Contains("E2");
}
