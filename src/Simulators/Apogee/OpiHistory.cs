using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>What changed over the years: which operations an Apogée has, and which fields each of them knows.</summary>
internal static partial class OpiHistory
{
    public const int Oldest = 2;
    public const int Newest = 10;

    private static readonly Dictionary<string, (int From, int To)> ByNamespaceDate = new(StringComparer.Ordinal)
    {
        ["24022011"] = (2, 2), ["11092013"] = (2, 3), ["23042014"] = (3, 5), ["28072016"] = (3, 5),
        ["13022017"] = (5, 6), ["28072017"] = (5, 7), ["27022018"] = (7, 8), ["30042019"] = (7, 9),
    };

    // Name and the operation that brought it.
    private static readonly Dictionary<string, int> Arrivals = new(StringComparer.Ordinal)
    {
        ["codRgi"] = 3, ["codStu"] = 3,
        ["donneesThese"] = 4,
        ["temPrlAnnCrt"] = 5,
        ["codComNaiEtuOpi"] = 6,
        ["codCatOuiSi"] = 8, ["mtfCat"] = 8, ["ctrAdr"] = 8,
        ["codCatExoExt"] = 9, ["comExoExt"] = 9, ["codRge"] = 9,
        ["codSpe1BacTer"] = 10, ["codSpe2BacTer"] = 10, ["codSpeBacPre"] = 10,
        ["codOpt1Bac"] = 10, ["codOpt2Bac"] = 10, ["codOpt3Bac"] = 10, ["codOpt4Bac"] = 10, ["modEnv"] = 10,
    };

    /// <summary>Name of the INE's key, which stood apart until this operation.</summary>
    public const string IneKey = "codCleNneIndOpi";
    public const int LastWithIneKey = 6;

    /// <summary>By the release since 6.00, before by the date of the namespace; an Apogée without either serves all.</summary>
    public static bool Serves(ApogeeOptions options, int version)
    {
        var (from, to) = options switch
        {
            { Release: { } release } when release >= new Version(6, 50) => (10, 10),
            { Release: { } release } when release >= new Version(6, 20) => (9, 10),
            { Release: { } release } when release >= new Version(6, 10) => (8, 9),
            { Release: { } release } when release >= new Version(6, 0) => (7, 9),
            { EspaceDeNoms: { } ns } when ByNamespaceDate.TryGetValue(NamespaceDate().Match(ns).Value, out var range) => range,
            _ => (Oldest, Newest),
        };
        return version >= from && version <= to;
    }

    /// <summary>An element that the operation's bean does not have: Axis answers it with a fault of its own.</summary>
    public static string? UnknownElement(OpiMessage message) => message.Donnees.Descendants().Select(e => e.Name.LocalName)
        .FirstOrDefault(name =>
        (Arrivals.TryGetValue(name, out var since) && message.Version < since) || (name == IneKey && message.Version > LastWithIneKey));

    [GeneratedRegex(@"\d{8}\z")]
    private static partial Regex NamespaceDate();
}
