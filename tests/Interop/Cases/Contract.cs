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
        new("courant", "", [9, 10]),
    ];

    public static Contract Of(int version) => All.Single(c => c.Versions.Contains(version));
}
