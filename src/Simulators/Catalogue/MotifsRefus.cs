namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>The refusals that Parcoursup was seen to give, in its own words with their blanks, apostrophes and line ends.</summary>
internal static class MotifsRefus
{
    /// <summary>Name of the scenario → how the message is worded for a formation.</summary>
    public static readonly IReadOnlyDictionary<string, Func<FormationRecue, string>> Tous =
        new Dictionary<string, Func<FormationRecue, string>>(StringComparer.Ordinal)
        {
            ["fermee"] = f => $"Mise à jour Impossible : Formation déclarée fermée dans Parcoursup : g_ta_cod = {f.GTaCod}",
            ["typeFerme"] = _ => "Erreur lors de la creation : Ce type de formation est marqué \"Fermé\" dans la BCN. Vous ne pouvez "
                + "donc pas créer une formation de ce type.31/08/21",
            ["etablissementInconnu"] = _ => "Impossible de créer : Établissement inconnu",
            ["etablissementFerme"] = _ => "Mise à jour Impossible : Établissement fermé  ",
            ["codeEtablissement"] = _ => "Mise à jour impossible : Code Établissement inconnu ou non renseigné.",
            ["pasUnIut"] = _ => "L’UAI ne correspond pas à un IUT alors que le type de formation correspond à un BUT",
            ["filiere"] = f => $"La filière n'a pas pu être retrouvée. Le MEF : {f.Mef} correspond à 0 fillières\r\nLe CFD : {f.Cfd} "
                + $"correspond à 0 fillières\r\nLe RNCP : {f.Rncp} , correspond à 0 fillière(s)\r\n",
            ["rcoAilleurs"] = f => $"Le code RCO {f.Rco} existe dejà sur un autre établissement 0221835A",
            ["specialite"] = f => $"Mise a jour refusée car la specialité ne correspond pas à la filière lié au g_ta_cod : {f.GTaCod}",
            ["inaccessible"] = f => $"La formation {f.GTaCod} n'est pas accessible depuis parcoursup",
            ["utilisateur"] = f => $"Impossible de retrouver un utilisateur valide pour {f.Uai}",
            ["gestionnaire"] = f => $"Impossible de creer, etablissement gestionnaire non unique ou inexistant pour {f.Uai}",
            ["autreUai"] = f => $"Mise à jour Impossible : Cette formation n’est plus sur l’UAI {f.Uai}, mais sur l’UAI 0380123A",
            ["role"] = _ => "Erreur lors de la creation : Il n'est pas possible de créer une formation sur un établissement d'inscription "
                + "qui n'a pas de rôle d'inscription.",
            ["inclassable"] = _ => "??? erreur de création",
            ["vide"] = _ => "",
        };
}
