using System.Text;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>How the formation service is reached.</summary>
/// <param name="Url">The base, <c>…/ApiFormation/api</c>, with or without a final slash.</param>
/// <param name="Certificat">Under which id Parcoursup knows our certificate.</param>
/// <param name="Cle">Its private key; it belongs to the caller.</param>
public sealed record AccesService(Uri Url, string Certificat, ClePrivee Cle)
{
    /// <summary>How long an answer may be awaited; for the return flow, how long it may stay silent.</summary>
    public TimeSpan Delai { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with a base address, in French; null when nothing is.</summary>
    public static string? ErreurUrl(string? texte)
    {
        if (string.IsNullOrWhiteSpace(texte)) return "L'adresse du service des formations de Parcoursup est obligatoire.";
        if (!Uri.TryCreate(texte, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            return "L'adresse doit être absolue et commencer par https://, par exemple https://…/ApiFormation/api.";
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            return "L'adresse doit commencer par https:// : http n'est admis que vers la machine elle-même.";
        if (url.UserInfo.Length > 0) return "L'adresse ne doit pas contenir d'identifiants : un jeton signé prouve qui appelle.";
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            return "L'adresse ne doit contenir ni « ? » ni « # » : le nom de la méthode y est ajouté.";
        return url.AbsolutePath.TrimEnd('/').EndsWith("/formations", StringComparison.OrdinalIgnoreCase)
            ? "L'adresse est celle d'une méthode : donner la base du service, qui finit par /ApiFormation/api."
            : null;
    }

    /// <summary>Nothing of the key.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Url = ").Append(Url).Append(", Certificat = ").Append(Certificat);
        return true;
    }
}
