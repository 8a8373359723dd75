namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>The namespaces of OpiMetier (contract §1).</summary>
public static class OpiNamespaces
{
    /// <summary>Since Apogée 6.00; earlier releases add <c>_</c> and a date of eight digits.</summary>
    public const string Default = EspacesApogee.Racine + "OpiMetier";

    internal const string Exception = "exception.transverse.commun.apogee.education.gouv";

    /// <summary>True for the namespace without suffix and for any dated one.</summary>
    public static bool IsKnown(string espaceDeNoms) => EspacesApogee.IsOf(espaceDeNoms, Default);

    internal static string OfDto(string type) => type + ".opi.dto.transverse.commun.apogee.education.gouv";
}
