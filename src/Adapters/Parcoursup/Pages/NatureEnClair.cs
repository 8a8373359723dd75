using Parcoursup.Gateway.Adapters.Parcoursup.Importations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Pages;

/// <summary>A kind of what the dry run of an export found, as people read it.</summary>
/// <param name="AFaire">What it means, and what to do.</param>
/// <param name="Teinte">The name of its colour in the stylesheet.</param>
internal sealed record NatureEnClair(NatureAnomalie Nature, string Titre, string AFaire, string Teinte, Func<Bilan, long> Compte)
{
    /// <summary>What a person should look at first stands first.</summary>
    public static readonly IReadOnlyList<NatureEnClair> Toutes =
    [
        new(NatureAnomalie.Rejet, "Lignes rejetées",
            "Elles ne sont pas reprises. Corriger la valeur dite, puis déposer le fichier à nouveau.",
            "mal", b => b.Rejetees),
        new(NatureAnomalie.ValeurIgnoree, "Valeurs non reprises",
            "Le reste de la ligne est repris. Corriger la valeur si elle compte pour l'établissement.", "attend", b => b.ValeursIgnorees),
        new(NatureAnomalie.Desistee, "Candidatures retirées depuis",
            "Parcoursup les a retirées : un fichier ne les rétablit pas. En cas de doute, récupérer le dossier.", "attend",
            b => b.Desistees),
        new(NatureAnomalie.Absente, "Candidatures absentes du fichier",
            "Pour information : un fichier ne retire personne. Si elles sont nombreuses, vérifier que le fichier est complet.", "attend",
            b => b.Absentes),
        new(NatureAnomalie.Doublon, "Dossiers en double",
            "La ligne à la date de réponse la plus récente compte : rien à faire.", "neutre", b => b.Doublons),
        new(NatureAnomalie.Depassee, "Lignes dépassées",
            "Une réponse plus récente est connue : ces lignes ne changent rien, et il n'y a rien à faire.", "neutre", b => b.Depassees),
        new(NatureAnomalie.Modification, "Candidatures modifiées",
            "La confirmation les change : parcourir la liste des champs modifiés.", "neutre", b => b.Modifiees),
    ];

    public static NatureEnClair? De(string? nature) => Toutes.FirstOrDefault(n => n.Nature.ToString() == nature);
}
