using System.Reflection;

namespace Wcf;

/// <summary>The interfaces that were generated, one for each contract.</summary>
internal static class Contracts
{
    public static IReadOnlyList<Type> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetTypes().Where(t => t.IsInterface && t.Namespace?.StartsWith("Contrats.", StringComparison.Ordinal) == true)];

    public static Type Interface(string key) => All.Single(t => Key(t) == key);

    /// <summary>The contract's short name in plans and addresses.</summary>
    public static string Key(Type contract) => contract.Namespace!["Contrats.".Length..].Replace('_', '-');
}
