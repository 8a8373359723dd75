namespace Parcoursup.Gateway.Interop.Tests.Cases;

/// <summary>One WSDL of the hosted service, and the operations that are called through its stubs.</summary>
/// <param name="Key">Short name in plans and folders.</param>
/// <param name="Suffix">The eight digits of a dated namespace, with their underscore; empty for the namespace of 6.00 and later.</param>
/// <param name="Versions">Operations called in this namespace.</param>
internal sealed record Contract(string Key, string Suffix, IReadOnlyList<int> Versions)
{
    public string Namespace => "gouv.education.apogee.commun.servicesmetiers.OpiMetier" + Suffix;

    /// <summary>Where its WSDL is served.</summary>
    public string Query => Suffix.Length == 0 ? "?wsdl" : "?wsdl&espace=" + Suffix[1..];

    public static IReadOnlyList<Contract> All { get; } =
    [
        new("v2", "_24022011", [2]),
        new("v3-v5", "_23042014", [3, 4, 5]),
        new("v6", "_13022017", [6]),
        new("v7", "_28072017", [7]),
        new("v8", "_27022018", [8]),
        new("courant", "", [9, 10]),
    ];

    public static Contract Of(int version) => All.Single(c => c.Versions.Contains(version));
}
