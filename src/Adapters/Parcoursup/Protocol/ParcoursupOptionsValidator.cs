using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Checks <see cref="ParcoursupOptions"/> and tells every error at once.</summary>
public static class ParcoursupOptionsValidator
{
    /// <param name="options">What was configured.</param>
    /// <param name="chemin">Path of the options in the configuration document, such as <c>etablissements[0].parcoursup</c>.</param>
    /// <returns>Field (with its path) and French message of each error; empty when all is well.</returns>
    public static IEnumerable<(string Champ, string Message)> Validate(ParcoursupOptions options, string chemin)
    {
        ArgumentNullException.ThrowIfNull(options);
        var prefixe = string.IsNullOrEmpty(chemin) ? "" : chemin + ".";
        return ErrorsOf(options).Select(e => (prefixe + e.Champ, e.Message));
    }

    private static IEnumerable<(string Champ, string Message)> ErrorsOf(ParcoursupOptions options)
    {
        if (UrlError(options.Url) is { } url) yield return ("url", url);
        if (string.IsNullOrWhiteSpace(options.Login))
            yield return ("login", "L'identifiant que Parcoursup a délivré est obligatoire.");
        if (string.IsNullOrEmpty(options.MotDePasse))
            yield return ("motDePasse",
                "Le mot de passe que Parcoursup a délivré est obligatoire ; il est à saisir de nouveau quand url ou "
                + "login change.");
        if (options.DelaiSecondes is < 1 or > 600)
            yield return ("delaiSecondes", "Le délai doit être compris entre 1 et 600 secondes.");
        if (options.AppelsSimultanes is < 1 or > 8)
            yield return ("appelsSimultanes",
                "Le nombre d'appels simultanés doit être compris entre 1 et 8 (1 ou 2 conseillé : Parcoursup rejette les appels trop "
                + "rapides).");
        if (options.PauseMillisecondes is < 0 or > 60_000)
            yield return ("pauseMillisecondes", "La pause doit être comprise entre 0 et 60000 millisecondes.");
        if (options.CandidatTest is { } test)
            foreach (var (champ, message) in ErrorsOf(test))
                yield return ("candidatTest." + champ, message);
    }

    private static string? UrlError(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "L'adresse de l'interface synchrone de Parcoursup est obligatoire.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            return "L'adresse doit être absolue et commencer par https://.";
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            return "L'adresse doit commencer par https:// : http n'est admis que vers la machine elle-même.";
        if (url.UserInfo.Length > 0)
            return "L'adresse ne doit pas contenir d'identifiants : les saisir dans login et motDePasse.";
        if (url.Query.Length > 0 || url.Fragment.Length > 0)
            return "L'adresse ne doit contenir ni « ? » ni « # » : le nom de la méthode y est ajouté.";
        return null;
    }

    private static IEnumerable<(string Champ, string Message)> ErrorsOf(CandidatTest test)
    {
        if (test.CodeCandidat <= 0)
            yield return ("codeCandidat", "Le numéro de dossier du candidat de test doit être un nombre positif.");
        if (test.CodeFormationPsup <= 0)
            yield return ("codeFormationPsup", "Le code de formation du candidat de test doit être un nombre positif.");
        if (string.IsNullOrWhiteSpace(test.Nom))
            yield return ("nom", "Le nom du candidat de test est obligatoire.");
        if (string.IsNullOrWhiteSpace(test.Prenom))
            yield return ("prenom", "Le prénom du candidat de test est obligatoire.");
        if (test.DateNaissance == default)
            yield return ("dateNaissance", "La date de naissance du candidat de test est obligatoire (aaaa-mm-jj).");
        if (test.EtatInscription is < 1 or > 5)
            yield return ("etatInscription", "L'état d'inscription du candidat de test doit être compris entre 1 et 5.");
        if (Uai.Normalize(test.CodeEtablissementAffectation) is { } uai && !Uai.IsValid(uai))
            yield return ("codeEtablissementAffectation",
                "L'UAI d'affectation du candidat de test n'est pas valide (7 chiffres et une lettre de contrôle).");
    }
}
