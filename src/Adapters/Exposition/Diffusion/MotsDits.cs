using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>A filter by coverage, in the words that people read or as it is stored.</summary>
internal sealed class CouvertureDiteAttribute : ParmiAttribute
{
    public override IReadOnlyList<string> Mots(IServiceProvider services) => MotsDits.De<Couverture>(c => c.Mot());

    /// <returns>As it is stored; null when nothing is filtered.</returns>
    public static string? Lire(string? texte) => MotsDits.Lire<Couverture>(texte, c => c.Mot());
}

/// <summary>A filter by the reason why a line is not covered, in the words that people read or as it is stored.</summary>
internal sealed class RaisonDiteAttribute : ParmiAttribute
{
    public override IReadOnlyList<string> Mots(IServiceProvider services) => MotsDits.De<RaisonNonCouvert>(r => r.Mot());

    /// <returns>As it is stored; null when nothing is filtered.</returns>
    public static string? Lire(string? texte) => MotsDits.Lire<RaisonNonCouvert>(texte, r => r.Mot());
}

internal static class MotsDits
{
    public static IReadOnlyList<string> De<T>(Func<T, string> mot) where T : struct, Enum =>
        [.. Enum.GetValues<T>().SelectMany(value => new[] { mot(value), value.ToString() }).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static string? Lire<T>(string? texte, Func<T, string> mot) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => string.Equals(mot(value), texte, StringComparison.OrdinalIgnoreCase)
            || string.Equals(value.ToString(), texte, StringComparison.OrdinalIgnoreCase))
            .Select(value => value.ToString()).FirstOrDefault();
}
