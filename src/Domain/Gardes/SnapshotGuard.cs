using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Domain.Gardes;

/// <summary>How many candidates may leave Scolarix's file at once before a person is asked: Scolarix purges whoever is not in it.</summary>
public static class SnapshotGuard
{
    /// <param name="previous">Candidates in the last published file.</param>
    public static int Threshold(ReglesEtablissement regles, int previous) =>
        Math.Max(previous * regles.GardeInstantanePourcent / 100, regles.GardeInstantaneMinimum);

    /// <summary>True when this many departures need a person.</summary>
    public static bool NeedsConfirmation(ReglesEtablissement regles, int previous, int leaving) => leaving > Threshold(regles, previous);
}
