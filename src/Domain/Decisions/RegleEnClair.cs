namespace Parcoursup.Gateway.Domain.Decisions;

/// <summary>A rule as a person reads it: what it says, and its number for who wants to look it up.</summary>
public static class RegleEnClair
{
    private const string Prefix = "règle ";

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["A5"] = "Une même personne sous deux dossiers ne compte qu'une fois",
        ["B1"] = "Ce qui est illisible dans un message retient le vœu, sans faire refuser le message",
        ["B5"] = "C'est le plus récent qui compte, dans quelque ordre qu'il arrive",
        ["C1"] = "La réponse du candidat décide de son vœu",
        ["C3"] = "Ce qui manque à la configuration met le vœu en réserve",
        ["C5"] = "Tout ce qui change fait réévaluer le candidat",
        ["C6"] = "Trop de décisions défavorables à la fois attendent qu'une personne les confirme",
        ["C7"] = "Une absence ne compte qu'au vu de deux listes de confiance",
        ["E2"] = "Chaque envoi est noté, et refait si son issue n'est pas connue",
        ["E3"] = "Ce qu'Apogée accepte est à vérifier dans Apogée",
        ["F1"] = "Une inscription est un état daté : le dernier compte",
        ["F3"] = "Parcoursup apprend les inscriptions payées en première année, et leurs annulations",
        ["F4"] = "Une inscription dans un autre établissement n'est connue que par Parcoursup",
        ["G1"] = "Le fichier de Scolarix contient les bacheliers qui ont accepté",
        ["G2"] = "Fregata reçoit les admis et apprend les désistements",
        ["G3"] = "Un nouvel import ne touche pas aux champs protégés d'un dossier traité",
        ["K1"] = "Une valeur douteuse est nettoyée ou omise, et cela est dit",
        ["K2"] = "Un même INE ne peut pas désigner deux personnes",
    };

    /// <summary>The sentence with the number in brackets; a source that is no rule's number stays what it is.</summary>
    public static string? De(string? source) =>
        source is not null && source.StartsWith(Prefix, StringComparison.Ordinal)
        && Sentences.TryGetValue(source[Prefix.Length..], out var sentence) ? $"{sentence} ({source})" : source;
}
