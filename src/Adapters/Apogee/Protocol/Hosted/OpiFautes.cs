using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>The refusals of rule B2, worded. Codes follow the grammar of contract §4: no public list exists.</summary>
internal static class OpiFautes
{
    public static OpiFaute UnknownOperation(string localName) => new(
        CodesFaute.Operation, "operation",
        $"L'opération {localName} n'existe pas dans ce service : appeler {OpiSchema.Versions[0].Operation} à "
        + $"{OpiSchema.Versions[^1].Operation}.");

    public static OpiFaute Unreadable(string reason) =>
        new(CodesFaute.Message, "message", $"Le message est illisible. {reason}");

    public static OpiFaute Missing(OpiNode leaf, string block, int wish) => new(
        CodesFaute.Obligatoire(leaf.Element.Nom), Champ(leaf, block, wish),
        $"{Where(leaf, wish)} est obligatoire et n'a pas de valeur : l'indiquer.");

    public static OpiFaute EmptyWish(int wish) => new(
        CodesFaute.Obligatoire("codCge"), $"voeux.item[{wish}]",
        $"Le vœu n° {wish} est vide alors que d'autres vœux sont indiqués : le compléter ou le retirer. Un vœu vide seul supprime tous "
        + $"les vœux.");

    public static OpiFaute NotAnInt(OpiNode leaf, string block, int wish, string value) => new(
        CodesFaute.Entier(leaf.Element.Nom), Champ(leaf, block, wish),
        $"{Where(leaf, wish)} doit être un nombre entier, et non « {Shorten(value)} ».");

    public static OpiFaute NumberTooLong(OpiNode leaf, int width) => new(
        CodesFaute.Numero, Champ(leaf, "individu", 0), $"{Where(leaf, 0)} ne doit pas dépasser {width} caractères.");

    public static OpiFaute BirthDate(OpiNode leaf, string value) => new(
        CodesFaute.DateNaissance, Champ(leaf, "individu", 0),
        $"{Where(leaf, 0)} doit s'écrire jjmmaaaa, par exemple 28022008, et non « {Shorten(value)} ».");

    public static OpiFaute Decision(int wish, string value) => new(
        CodesFaute.Decision, $"voeux.item[{wish}].codDecVeu",
        $"codDecVeu du vœu n° {wish} doit être F (favorable), S (Oui si) ou D (défavorable), et non « {Shorten(value)} ».");

    public static OpiFaute HalfDiploma(int wish, string missing) => new(
        missing == "codDip" ? CodesFaute.Diplome : CodesFaute.VersionDiplome, $"voeux.item[{wish}].{missing}",
        $"codDip et codVrsVdi du vœu n° {wish} vont ensemble : indiquer les deux, ou aucun.");

    public static OpiFaute DuplicateVet(int wish, Domain.Formations.Vet vet) => new(
        CodesFaute.VetEnDouble, $"voeux.item[{wish}].codEtp",
        $"Le vœu n° {wish} répète la VET {vet}, déjà présente dans le message : n'envoyer chaque VET qu'une fois.");

    /// <summary>One reader takes the first, another the last: a message that reads differently is not taken at all.</summary>
    public static OpiFaute Duplicate(string champ, (int Line, int Column) at) => new(
        CodesFaute.ElementEnDouble, champ,
        $"L'élément {champ} figure deux fois au même endroit (ligne {at.Line}, colonne {at.Column}) : n'en garder qu'un.");

    public static OpiFaute Duplicate(OpiNode node, string block, int wish, (int Line, int Column) at) =>
        Duplicate(Champ(node, block, wish), at);

    private static string Champ(OpiNode leaf, string block, int wish) =>
        wish == 0 ? $"{block}.{leaf.Path}" : $"{block}.item[{wish}].{leaf.Path}";

    private static string Where(OpiNode leaf, int wish) =>
        wish == 0 ? leaf.Path : $"{leaf.Path} du vœu n° {wish}";

    // Half of a surrogate pair could not be written into the answer.
    private static string Shorten(string value) =>
        value.Length <= 20 ? value : value[..(char.IsHighSurrogate(value[19]) ? 19 : 20)] + "…";
}
