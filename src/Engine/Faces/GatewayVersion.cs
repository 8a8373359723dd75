using System.Reflection;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>The version of the program, with the state of the sources that it was built from.</summary>
public static class GatewayVersion
{
    private const int ShortHash = 9;

    public static string Text { get; } = Of(typeof(GatewayVersion).Assembly);

    private static string Of(Assembly assembly)
    {
        var full = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";
        var plus = full.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? full : full[..Math.Min(full.Length, plus + 1 + ShortHash)];
    }
}
