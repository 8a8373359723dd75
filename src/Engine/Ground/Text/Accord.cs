using System.Globalization;

namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>French words that agree with a number: the singular below two, zero included.</summary>
public static class Accord
{
    /// <summary>The number and its words: <c>1 ligne</c>, <c>2 candidats inconnus</c>.</summary>
    /// <param name="pluriel">Where it is not every word with an « s ».</param>
    public static string De(long nombre, string singulier, string? pluriel = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{nombre} {Mots(nombre, singulier, pluriel)}");

    /// <summary>The words alone.</summary>
    public static string Mots(long nombre, string singulier, string? pluriel = null) =>
        nombre < 2 ? singulier : pluriel ?? singulier.Replace(" ", "s ", StringComparison.Ordinal) + "s";
}
