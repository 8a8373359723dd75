namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>How the namespaces of Apogée's services are made: one per service, dated before release 6.00 (contract §1, §6).</summary>
internal static class EspacesApogee
{
    public const string Racine = "gouv.education.apogee.commun.servicesmetiers.";

    private const int SuffixLength = 9;

    /// <summary>True for a service's namespace without suffix and for any dated one (<c>_</c> and eight digits).</summary>
    public static bool IsOf(string espaceDeNoms, string sansSuffixe)
    {
        if (!espaceDeNoms.StartsWith(sansSuffixe, StringComparison.Ordinal)) return false;
        var suffix = espaceDeNoms.AsSpan(sansSuffixe.Length);
        return suffix.IsEmpty || (suffix.Length == SuffixLength && suffix[0] == '_' && !suffix[1..].ContainsAnyExceptInRange('0', '9'));
    }

    /// <summary>Any namespace without the date at its end, if it has one.</summary>
    public static string WithoutDate(string espaceDeNoms) =>
        espaceDeNoms.Length > SuffixLength && IsOf(espaceDeNoms, espaceDeNoms[..^SuffixLength])
            ? espaceDeNoms[..^SuffixLength] : espaceDeNoms;
}
