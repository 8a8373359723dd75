using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Who a NOK concerns.</summary>
internal enum RefusalKind
{
    /// <summary>This candidate: a person has to look.</summary>
    Business,

    /// <summary>Our credentials: the configuration is wrong, not the candidate.</summary>
    Credentials,

    /// <summary>Parcoursup itself could not work, or was called too fast.</summary>
    Technical,
}

/// <summary>
/// Makes sense of a NOK's message. Parcoursup publishes no codes, so only words can be looked at; what they do not tell
/// is a business refusal.
/// </summary>
internal static partial class Refusal
{
    public const string CredentialsRefused =
        "Parcoursup refuse les identifiants de l'établissement : corriger le login et le mot de passe délivrés par Parcoursup, puis "
        + "relancer le test du connecteur.";

    public const string Unavailable =
        "Parcoursup n'a pas pu traiter la demande (indisponible ou appels trop rapides) : un nouvel essai sera fait.";

    // What a message speaks of, and what to do about it; the first that fits.
    private static readonly (Regex About, string Explanation)[] Explanations =
    [
        (Sise(), "Le code SISE est absent ou inconnu de Parcoursup : le compléter dans la correspondance de la formation, puis relancer."),
        (Naissance(),
            "La date de naissance ne correspond pas au dossier Parcoursup : relancer une récupération du candidat, puis l'envoi."),
        (State(),
            "Parcoursup n'accepte pas cet état d'inscription pour ce candidat : comparer avec l'état affiché dans le site de gestion de "
            + "Parcoursup."),
        (Formation(),
            "Parcoursup ne connaît pas cette formation pour ce candidat : vérifier le code de la formation et la réponse du candidat "
            + "dans Parcoursup."),
        (Etablissement(),
            "L'établissement d'affectation n'est pas accepté : vérifier les UAI de l'établissement et celui de la candidature."),
        (Identity(),
            "Parcoursup ne reconnaît pas le candidat (numéro de dossier, INE, nom ou prénom) : relancer une récupération du candidat, "
            + "puis l'envoi."),
    ];

    public static RefusalKind KindOf(string message)
    {
        var words = Plain(message);
        if (Credentials().IsMatch(words) || (Identifiant().IsMatch(words) && !Candidate().IsMatch(words))) return RefusalKind.Credentials;
        return Technical().IsMatch(words) ? RefusalKind.Technical : RefusalKind.Business;
    }

    /// <summary>It is the établissement that asks, and no candidate, who is not known or not allowed.</summary>
    public static bool IsAboutEtablissement(string message)
    {
        var words = Plain(message);
        return Etablissement().IsMatch(words) && Unknown().IsMatch(words) && !Candidate().IsMatch(words);
    }

    /// <summary>The cause of a business refusal and what to do, in French.</summary>
    public static string Explain(string message)
    {
        var words = Plain(message);
        foreach (var (about, explanation) in Explanations)
            if (about.IsMatch(words))
                return explanation;
        return "Parcoursup a refusé la demande pour la raison citée : corriger la donnée en cause, puis relancer.";
    }

    // Lower case without accents.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }

    [GeneratedRegex(@"\blogin\b|mots? de passe|password|\bpwd\b|authentif|habilit")]
    private static partial Regex Credentials();

    [GeneratedRegex(@"\bidentifiants?\b")]
    private static partial Regex Identifiant();

    [GeneratedRegex(@"candidat|dossier|\bine\b|etudiant|formation")]
    private static partial Regex Candidate();

    [GeneratedRegex(
        @"trop (d'|de |rapid|frequen)|too many|maintenance|(service|serveur|application|base).{0,30}indisponible|temporairement|re-?essay"
        + @"|erreur (technique|interne)|internal error")]
    private static partial Regex Technical();

    [GeneratedRegex(@"sise")]
    private static partial Regex Sise();

    [GeneratedRegex(@"naissance")]
    private static partial Regex Naissance();

    [GeneratedRegex(@"etat ?inscription|\betat\b|deja inscrit")]
    private static partial Regex State();

    [GeneratedRegex(@"formation|g_ta_cod")]
    private static partial Regex Formation();

    [GeneratedRegex(@"etablissement|\buai\b|affectation")]
    private static partial Regex Etablissement();

    [GeneratedRegex(@"inconnu|non autorise|pas autorise|interdit|introuvable|n'existe pas|unknown")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"candidat|dossier|\bine\b|\bnom\b|prenom|g_cn_cod")]
    private static partial Regex Identity();
}
