namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>The namespaces of OpiMetier (contract §1).</summary>
public static class OpiNamespaces
{
    /// <summary>Since Apogée 6.00; earlier releases add <c>_</c> and a date of eight digits.</summary>
    public const string Default = EspacesApogee.Racine + "OpiMetier";

    internal const string Exception = "exception.transverse.commun.apogee.education.gouv";

    /// <summary>True for the namespace without suffix and for any dated one.</summary>
    public static bool IsKnown(string espaceDeNoms) => EspacesApogee.IsOf(espaceDeNoms, Default);

    /// <summary>The namespace with this date of eight digits; null or empty: the one without.</summary>
    public static string Dated(string? date) => string.IsNullOrEmpty(date) ? Default : $"{Default}_{date}";

    /// <summary>The eight digits of a known namespace, null when it has none.</summary>
    public static string? DateOf(string espaceDeNoms) => espaceDeNoms.Length > Default.Length ? espaceDeNoms[(Default.Length + 1)..] : null;

    internal static string OfDto(string type) => type + ".opi.dto.transverse.commun.apogee.education.gouv";
}
