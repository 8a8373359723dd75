using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>A business refusal that Parcoursup is known to give, and what can be done about it.</summary>
public sealed class FamilleRefus
{
    /// <summary>In the order in which they are tried. Patterns read what <see cref="MessageService"/> leaves: no accent, no mark.</summary>
    public static readonly IReadOnlyList<FamilleRefus> Toutes =
    [
        new("formation-fermee", @"\bFORMATION DECLAREE FERMEE DANS PARCOURSUP\b",
            "Parcoursup a déclaré cette formation fermée.",
            "Si elle doit rouvrir, le demander à Parcoursup, puis la publier de nouveau.") { EstFermeture = true },
        new("type-ferme-bcn", @"\bTYPE DE FORMATION\b.*\bFERMEE?\b.*\bBCN\b",
            "Ce type de formation est fermé dans la base centrale des nomenclatures (BCN).",
            "Vérifier que le code MEF envoyé est le plus récent pour cette formation, ou signaler le code à Parcoursup."),
        new("gestionnaire", @"\bETABLISSEMENT GESTIONNAIRE (?:NON UNIQUE|INEXISTANT|INCONNU)\b",
            "Parcoursup ne trouve pas un établissement gestionnaire, et un seul, pour cette formation.",
            "Vérifier l'UAI du lieu de formation et le rôle de l'établissement dans Parcoursup."),
        new("role-etablissement", @"\bETABLISSEMENT D (?:INSCRIPTION|AFFECTATION)\b.*\b(?:PAS (?:DE|LE)|SANS) ROLE\b",
            "L'établissement d'inscription ou d'affectation n'a pas, dans Parcoursup, le rôle qu'il faut.",
            "Faire corriger le rôle de l'établissement dans ses données administratives de Parcoursup."),
        new("etablissement", @"\b(?:ETABLISSEMENT|UAI)(?: (?:D ACCUEIL|D AFFECTATION|D INSCRIPTION|EST|DECLARE|[A-Z]*[0-9][A-Z0-9]*))*"
            + @" (?:INCONNUE?|FERMEE?|NON RENSEIGNEE?|MANQUANTE?)\b",
            "L'établissement est inconnu de Parcoursup ou fermé, ou son code manque.",
            "Vérifier l'UAI du lieu de formation ; s'il est juste, faire créer ou rouvrir l'établissement dans Parcoursup."),
        new("iut", @"\b(?:NE CORRESPOND|N EST) PAS A? ?UN IUT\b",
            "L'UAI n'est pas celui d'un IUT, alors que la formation est un BUT.",
            "Corriger l'UAI si un IUT propose bien la formation ; sinon, ne pas la publier."),
        new("filiere", @"\bFILIERE N A PAS PU ETRE RETROUVEE\b",
            "Les codes envoyés (MEF, CFD, RNCP) ne désignent aucune filière de Parcoursup, ou en désignent plusieurs.",
            "Vérifier ces codes ; si la filière n'existe pas encore, demander sa création à Parcoursup."),
        new("rco-ailleurs", @"\bCODE RCO\b.*\bEXISTE DEJA SUR UN AUTRE ETABLISSEMENT\b",
            "Cette clé est déjà rattachée, dans Parcoursup, à un autre établissement.",
            "Demander à Parcoursup d'annuler l'ancien rattachement, ou corriger l'UAI."),
        new("specialite", @"\bSPECIALITE NE CORRESPOND PAS A LA FILIERE\b",
            "La spécialité ne correspond pas à la filière que Parcoursup connaît sous cet identifiant.",
            "Signaler la formation à Parcoursup, qui corrigera le rattachement."),
        new("inaccessible", @"\bN EST PAS ACCESSIBLE DEPUIS PARCOURSUP\b",
            "L'identifiant de la formation n'est plus actif dans Parcoursup.",
            "Demander à Parcoursup ce que cette formation y est devenue."),
        new("utilisateur", @"\b(?:RETROUVER UN|AUCUN|PAS D) UTILISATEUR VALIDE\b",
            "Personne, dans cet établissement, n'a de compte actif dans Parcoursup.",
            "Demander à l'établissement d'activer au moins un compte, puis publier de nouveau."),
        new("autre-uai", @"\bN EST PLUS SUR L UAI\b",
            "Dans Parcoursup, cette formation est rattachée à un autre UAI.",
            "Vérifier l'UAI du lieu de formation ; s'il est juste, faire corriger le rattachement par Parcoursup."),
    ];

    private readonly Regex _forme;

    private FamilleRefus(string code, string forme, string cause, string aFaire)
    {
        (Code, Cause, AFaire) = (code, cause, aFaire);
        // Linear in the length of the message, whatever it is.
        _forme = new Regex(forme, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    }

    /// <summary>Stable name, for filters and counts.</summary>
    public string Code { get; }

    /// <summary>In French, why Parcoursup says no.</summary>
    public string Cause { get; }

    /// <summary>In French, what to do.</summary>
    public string AFaire { get; }

    /// <summary>The formation becomes <c>fermé</c>; every other family makes it <c>rejet de publication</c>.</summary>
    public bool EstFermeture { get; private init; }

    /// <summary>Null when the message is of no known family.</summary>
    public static FamilleRefus? De(string? message)
    {
        var texte = MessageService.Normaliser(message);
        return Toutes.FirstOrDefault(famille => famille._forme.IsMatch(texte));
    }

    public override string ToString() => Code;
}
