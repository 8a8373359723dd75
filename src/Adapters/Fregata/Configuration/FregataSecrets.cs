using Parcoursup.Gateway.Adapters.Fregata.Protocol;

namespace Parcoursup.Gateway.Adapters.Fregata.Configuration;

/// <summary>The accounts in Fregata's section.</summary>
internal static class FregataSecrets
{
    /// <summary>The same section with each password replaced.</summary>
    /// <param name="map">Gets the account's login and present password.</param>
    public static FregataOptions MapSecrets(this FregataOptions options, Func<string, string?, string?> map) =>
        options with { Comptes = [.. options.Comptes.Select(c => c with { MotDePasse = map(c.Login, c.MotDePasse) })] };
}
