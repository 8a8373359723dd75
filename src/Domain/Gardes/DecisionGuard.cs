using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Domain.Gardes;

/// <summary>Rule C6: how many live wishes of an établissement may turn to D before a person is asked.</summary>
public static class DecisionGuard
{
    /// <param name="live">Live wishes (F or S) before the turn.</param>
    public static int Threshold(ReglesEtablissement regles, int live) =>
        Math.Max(live * regles.GardeDecisionPourcent / 100, regles.GardeDecisionMinimum);

    /// <summary>True when this many turns to D need a person.</summary>
    public static bool NeedsConfirmation(ReglesEtablissement regles, int live, int turning) =>
        turning > Threshold(regles, live);
}
