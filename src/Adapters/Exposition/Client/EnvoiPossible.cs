using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>
/// What an address, a key or a header's name must be to be sent as it stands: else the client would drop or cut it in silence, and the
/// API's refusal, or none, would be taken for an outage.
/// </summary>
internal static class EnvoiPossible
{
    private const string Exemple = "https://exposition.example.fr/api/inserjeunes";

    /// <summary>An address of the API or of its tokens as people write it.</summary>
    /// <returns>The address, or why it is none, in French.</returns>
    public static (Uri? Adresse, string? Refus) Adresse(string? texte)
    {
        if (!Uri.TryCreate(texte, UriKind.Absolute, out var adresse) || adresse.Scheme is not ("http" or "https"))
            return (null, $"{Cite.De(texte)} n'est pas une adresse complète, par exemple {Exemple}.");
        // A name and password in it would be told wherever the address is.
        if (adresse.UserInfo.Length > 0)
            return (null, "l'adresse ne doit contenir ni nom ni mot de passe : les mettre dans les fichiers de la clé et du secret.");
        return adresse.Query.Length + adresse.Fragment.Length > 0
            ? (null, $"l'adresse s'arrête avant « ? » et « # », par exemple {Exemple}.") : (adresse, null);
    }

    /// <summary>What is wrong with a connection's key and header, in French; null where nothing is.</summary>
    public static string? Refus(ConnexionExposition connexion) =>
        connexion.Cle is { } cle && !EstValeur(cle)
            ? "La clé d'API contient un espace, un saut de ligne ou une lettre accentuée : le fichier ne doit contenir qu'elle, sur une "
                + "seule ligne."
        : connexion.EnteteCle is { } entete && !EstNom(entete)
            ? $"L'en-tête de la clé {Cite.De(entete)} n'en est pas un : écrire par exemple X-Api-Key."
        : connexion.Secret?.AsSpan().ContainsAnyInRange('\0', '\u001F') == true
            ? "Le secret du client contient un saut de ligne : le fichier ne doit contenir que lui, sur une seule ligne." : null;

    private static bool EstValeur(string texte) => !texte.AsSpan().ContainsAnyExceptInRange('!', '~');

    // The token of RFC 9110.
    private static bool EstNom(string texte) => texte.Length > 0
        && texte.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
