namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What is wrong in the options, all at once, in French for the administrator.</summary>
public static class ApogeeOptionsValidator
{
    /// <param name="options">The options of one établissement.</param>
    /// <param name="chemin">Where they stand in the document, for instance <c>etablissements[0].apogee</c>.</param>
    public static IEnumerable<(string Champ, string Message)> Validate(ApogeeOptions options, string chemin)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return ($"{chemin}.url",
                "Indiquer l'adresse complète du service OpiMetier d'Apogée, par exemple https://apogee.exemple.fr/services/OpiMetier.");
        else if (url.UserInfo.Length > 0)
            yield return ($"{chemin}.url",
                "Retirer l'identifiant et le mot de passe de l'adresse : les indiquer dans login et motDePasse.");

        if (!OpiSchema.IsSupported(options.Version))
            yield return ($"{chemin}.version",
                $"La version {options.Version} n'est pas prise en charge : indiquer un nombre de {OpiSchema.Versions[0].Numero} à "
                + $"{OpiSchema.Versions[^1].Numero}, selon la version d'Apogée.");

        var release = ApogeeRelease.TryParse(options.Release);
        if (release is null)
            yield return ($"{chemin}.release", "Indiquer la version d'Apogée sous la forme 6.50 ou 6.70.00.");

        if (!OpiNamespaces.IsKnown(options.EspaceDeNomsEffectif))
            yield return ($"{chemin}.espaceDeNoms",
                $"L'espace de noms doit être {OpiNamespaces.Default}, suivi éventuellement d'un tiret bas et de 8 chiffres (voir le WSDL "
                + $"d'Apogée).");
        else if (Disagreement(options, release) is { } disagreement)
            yield return ($"{chemin}.{disagreement.Champ}", disagreement.Message);

        var withoutLogin = string.IsNullOrWhiteSpace(options.Login);
        var withoutPassword = string.IsNullOrEmpty(options.MotDePasse);
        if (withoutLogin && !withoutPassword)
            yield return ($"{chemin}.login", "Un mot de passe est indiqué sans login : indiquer les deux, ou aucun.");
        if (!withoutLogin && withoutPassword)
            yield return ($"{chemin}.motDePasse", "Un login est indiqué sans mot de passe : indiquer les deux, ou aucun. "
                + "Le mot de passe est à saisir de nouveau quand le login, ou l'adresse d'un service qui l'utilise, change.");
        if (options.Login?.Contains(':', StringComparison.Ordinal) == true)
            yield return ($"{chemin}.login", "Le login ne peut pas contenir de deux-points (authentification HTTP Basic).");

        if (options.DelaiSecondes is < 1 or > 600)
            yield return ($"{chemin}.delaiSecondes", "Le délai doit être compris entre 1 et 600 secondes.");
        if (options.AppelsSimultanes is < 1 or > 32)
            yield return ($"{chemin}.appelsSimultanes", "Le nombre d'appels simultanés doit être compris entre 1 et 32.");

        if (options.LaissezPasser is { } laissezPasser)
            foreach (var error in VoisinValidator.Validate(options, laissezPasser, $"{chemin}.laissezPasser"))
                yield return error;
        if (options.Etudiant is { } etudiant)
            foreach (var error in VoisinValidator.Validate(options, etudiant, $"{chemin}.etudiant"))
                yield return error;
    }

    // Release, namespace and version must be those of one Apogée (contract of OpiMetier §1).
    private static (string Champ, string Message)? Disagreement(ApogeeOptions options, ApogeeRelease? release)
    {
        var date = OpiNamespaces.DateOf(options.EspaceDeNomsEffectif);
        if (release is not { } known) return null;
        if (date is null && known < ApogeeRelease.SansSuffixe)
            return ("espaceDeNoms",
                "Avant Apogée 6.00 l'espace de noms porte une date : le recopier du WSDL d'Apogée (targetNamespace sans « -impl »).");
        if (date is not null && known >= ApogeeRelease.SansSuffixe)
            return ("release",
                $"Depuis Apogée {ApogeeRelease.SansSuffixe} l'espace de noms ne porte plus de date : indiquer la version d'Apogée, "
                + $"antérieure, ou vider espaceDeNoms.");
        if (!OpiSchema.IsSupported(options.Version)) return null;
        var offer = date is null ? OpiOffer.OfRelease(known) : OpiOffer.OfDate(date);
        return offer is not { } offered || offered.Contains(options.Version)
            ? null
            : ("version",
                $"{(date is null ? $"Apogée {known}" : $"L'espace de noms daté du {date}")} n'offre pas la version {options.Version} : "
                + $"indiquer {offered}.");
    }
}
