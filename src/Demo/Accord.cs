using System.Globalization;

namespace Parcoursup.Gateway.Demo;

/// <summary>French words that agree with a number: the singular below two, zero included.</summary>
internal static class Accord
{
    /// <summary>The number and its words: <c>1 écart</c>, <c>2 appels tardifs</c>.</summary>
    /// <param name="pluriel">Where it is not every word with an « s ».</param>
    public static string De(int nombre, string singulier, string? pluriel = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"{nombre} {(nombre < 2 ? singulier : pluriel ?? singulier.Replace(" ", "s ", StringComparison.Ordinal) + "s")}");
}
