using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>What is wrong in the options, all at once, in French for the administrator.</summary>
public static class FregataOptionsValidator
{
    private const int LongestText = 60;

    /// <param name="options">The options of one établissement.</param>
    /// <param name="chemin">Where they stand in the document, for instance <c>etablissements[0].fregata</c>.</param>
    public static IEnumerable<(string Champ, string Message)> Validate(FregataOptions options, string chemin)
    {
        if (options.FraicheurMinutes is < 0 or > 1440)
            yield return ($"{chemin}.fraicheurMinutes",
                "La fraîcheur est un nombre de minutes de 0 (toujours demander à Parcoursup) à 1440.");
        if (options.DelaiReceptionSecondes is < 1 or > 600)
            yield return ($"{chemin}.delaiReceptionSecondes",
                "Le délai de réception doit être compris entre 1 et 600 secondes, et plus court que celui de Fregata lui-même.");
        if (options.DelaiRemonteeSecondes is < 0 or > 120)
            yield return ($"{chemin}.delaiRemonteeSecondes",
                "Le délai de remontée doit être compris entre 0 et 120 secondes : ensuite le rapport se relit.");
        if (options.ChampsProteges.Distinct().Count() < options.ChampsProteges.Count)
            yield return ($"{chemin}.champsProteges", "Un groupe de champs protégés figure plusieurs fois : le retirer.");

        var logins = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Comptes.Count; i++)
            foreach (var (champ, message) in Validate(options.Comptes[i], logins))
                yield return ($"{chemin}.comptes[{i}].{champ}", message);
    }

    /// <param name="cible">Where a formation leads in Fregata.</param>
    /// <param name="chemin">Where it stands in the document, for instance <c>etablissements[0].formations[2].fregata</c>.</param>
    public static IEnumerable<(string Champ, string Message)> Validate(CibleFregata cible, string chemin)
    {
        if (cible.Mef is { } mef && (mef.Length is < 8 or > 11 || !mef.All(char.IsAsciiLetterOrDigit)))
            yield return ($"{chemin}.mef", $"« {mef} » n'est pas un code MEF : 8 à 11 chiffres ou lettres, sans espace.");
        foreach (var (champ, texte) in ((string, string?)[])[("libelleMef", cible.LibelleMef), ("regime", cible.Regime),
            ("regimeInternat", cible.RegimeInternat), ("division", cible.Division)])
            if (texte is not null && (string.IsNullOrWhiteSpace(texte) || texte.Length > LongestText))
                yield return ($"{chemin}.{champ}", $"Indiquer de 1 à {LongestText} caractères, ou retirer le champ.");
    }

    private static IEnumerable<(string Champ, string Message)> Validate(CompteFregata compte, HashSet<string> logins)
    {
        if (string.IsNullOrWhiteSpace(compte.Login) || compte.Login.Contains(':', StringComparison.Ordinal))
            yield return ("login", "Indiquer un identifiant sans deux-points (authentification HTTP Basic).");
        else if (!logins.Add(compte.Login))
            yield return ("login", $"L'identifiant « {compte.Login} » est déjà utilisé dans cet établissement.");
        if (string.IsNullOrEmpty(compte.MotDePasse))
            yield return ("motDePasse", "Indiquer un mot de passe.");
        if (compte.Roles.Count == 0)
            yield return ("roles", $"Indiquer au moins un rôle : {string.Join(", ", Enum.GetNames<RoleFregata>())}.");
    }
}
