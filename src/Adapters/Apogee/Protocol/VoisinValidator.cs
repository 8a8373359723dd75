namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What is wrong in the section of a neighbour of OpiMetier.</summary>
internal static class VoisinValidator
{
    public static IEnumerable<(string Champ, string Message)> Validate(ApogeeOptions apogee, LaissezPasserOptions options, string chemin)
    {
        if (options.Version is not (1 or 2))
            yield return ($"{chemin}.version",
                "Indiquer 2 pour mettreAJourLaissezPasserWS_V2, ou 1 pour l'ancienne opération mettreAJourLaissezPasserWS.");
        foreach (var error in Validate(apogee, (ServiceVoisinOptions)options, chemin))
            yield return error;
    }

    public static IEnumerable<(string Champ, string Message)> Validate(ApogeeOptions apogee, ServiceVoisinOptions options, string chemin)
    {
        var example = $"https://apogee.exemple.fr/services/{options.Service}";
        if (!string.IsNullOrWhiteSpace(options.Url))
        {
            if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                yield return ($"{chemin}.url",
                    $"Indiquer l'adresse complète du service {options.Service} d'Apogée, par exemple {example}.");
            else if (url.UserInfo.Length > 0)
                yield return ($"{chemin}.url",
                    "Retirer l'identifiant et le mot de passe de l'adresse : les indiquer dans login et motDePasse.");
        }
        else if (Uri.TryCreate(apogee.Url, UriKind.Absolute, out _) && options.UrlEffective(apogee.Url) is null)
            yield return ($"{chemin}.url",
                $"L'adresse d'OpiMetier ne finit pas par /OpiMetier, celle de {options.Service} ne s'en déduit donc pas : l'indiquer, "
                + $"par exemple {example}.");

        if (!string.IsNullOrWhiteSpace(options.EspaceDeNoms))
        {
            if (!EspacesApogee.IsOf(options.EspaceDeNoms.Trim(), options.EspaceDeNomsParDefaut))
                yield return ($"{chemin}.espaceDeNoms",
                    $"L'espace de noms doit être {options.EspaceDeNomsParDefaut}, suivi éventuellement d'un tiret bas et de 8 chiffres "
                    + $"(voir le WSDL d'Apogée).");
        }
        else if (ApogeeRelease.TryParse(apogee.Release) < ApogeeRelease.SansSuffixe)
            yield return ($"{chemin}.espaceDeNoms",
                "Avant Apogée 6.00 l'espace de noms porte une date : le recopier du WSDL d'Apogée (targetNamespace sans « -impl »).");

        if (string.IsNullOrWhiteSpace(options.Login) != string.IsNullOrEmpty(options.MotDePasse))
            yield return ($"{chemin}.login",
                "Indiquer le login et le mot de passe, ou aucun des deux : ceux d'OpiMetier servent alors. Le mot de passe est à saisir de "
                + "nouveau quand l'adresse ou le login change.");
        if (options.Login?.Contains(':', StringComparison.Ordinal) == true)
            yield return ($"{chemin}.login", "Le login ne peut pas contenir de deux-points (authentification HTTP Basic).");
    }
}
