namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The order of the elements in the namespace of 2011, where it was another one than in the releases since: stubs that were generated
/// from that WSDL, and Axis above all, hold to it.
/// </summary>
internal static class Ordre2011
{
    /// <summary>The date in the namespace.</summary>
    public const string Date = "24022011";

    private static readonly Dictionary<string, string[]> ByType = new(StringComparer.Ordinal)
    {
        ["MAJDernierDiplObtDTO"] =
            ["codDepPayDerDip", "codEtbDerDip", "codTdeDerDip", "codTdsOpi", "codTypDepPayDerDip", "daaEtbDerDip"],
        // An extension then of the type before, so that its own element comes last.
        ["MAJDonneesPersonnellesDTO2"] =
        [
            "adrMailOpi", "codFam", "codPcs", "codSim", "codThbOpi", "codThpOpi", "daaLbtIndOpi", "dmmLbtIndOpi", "numTelPorOpi",
            "codPcsAp",
        ],
    };

    public static bool IsMeant(string espaceDeNoms) => espaceDeNoms.EndsWith("_" + Date, StringComparison.Ordinal);

    /// <summary>The items that stand for the elements of a type, in that order.</summary>
    public static IEnumerable<T> Of<T>(string? type, IEnumerable<T> items, Func<T, string> name) =>
        type is not null && ByType.TryGetValue(type, out var order) ? items.OrderBy(i => Array.IndexOf(order, name(i))) : items;
}
