using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>The accounts in Apogée's section: OpiMetier's and, where they have their own, those of its neighbours.</summary>
internal static class ApogeeSecrets
{
    /// <summary>The same section with each password replaced.</summary>
    /// <param name="map">Gets where to find the account's login and password in such a section, and the present password.</param>
    public static ApogeeOptions MapSecrets(this ApogeeOptions options, Func<Func<ApogeeOptions, (string? Login, string? Secret)>, string?, string?> map) => options with
    {
        MotDePasse = map(o => (o.Login, o.MotDePasse), options.MotDePasse),
        LaissezPasser = options.LaissezPasser is { } laissezPasser
            ? laissezPasser with { MotDePasse = map(o => (o.LaissezPasser?.Login, o.LaissezPasser?.MotDePasse), laissezPasser.MotDePasse) } : null,
        Etudiant = options.Etudiant is { } etudiant
            ? etudiant with { MotDePasse = map(o => (o.Etudiant?.Login, o.Etudiant?.MotDePasse), etudiant.MotDePasse) } : null,
    };
}
