using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>
/// Words that are stored and answered without accents (<c>EchecTechnique</c>, <c>listeConsultee</c>), as people write them. A word that
/// nobody wrote down here is shown as it is.
/// </summary>
public static partial class Mots
{
    private static readonly FrozenDictionary<string, string> Accents = new Dictionary<string, string>
    {
        ["a"] = "à", ["acceptee"] = "acceptée", ["acceptees"] = "acceptées", ["acces"] = "accès", ["acquittee"] = "acquittée",
        ["acquittees"] = "acquittées", ["acquittes"] = "acquittés", ["annulee"] = "annulée", ["cle"] = "clé", ["cles"] = "clés",
        ["configure"] = "configuré", ["configuree"] = "configurée", ["confirmee"] = "confirmée", ["consulte"] = "consulté",
        ["consultee"] = "consultée", ["corrigee"] = "corrigée", ["cree"] = "créé", ["creee"] = "créée", ["decision"] = "décision",
        ["decisions"] = "décisions", ["demandee"] = "demandée", ["desactive"] = "désactivé", ["donnees"] = "données", ["echec"] = "échec",
        ["effacees"] = "effacées", ["etablissement"] = "établissement", ["envoyee"] = "envoyée",
        ["evenement"] = "événement", ["exportees"] = "exportées",
        ["fermee"] = "fermée", ["identite"] = "identité", ["invite"] = "invité", ["metier"] = "métier", ["numero"] = "numéro",
        ["opi"] = "OPI", ["pose"] = "posé", ["reactive"] = "réactivé", ["recuperation"] = "récupération",
        ["recuperations"] = "récupérations",
        ["reglee"] = "réglée", ["refuse"] = "refusé", ["refusee"] = "refusée", ["refusees"] = "refusées", ["refuses"] = "refusés",
        ["relancee"] = "relancée", ["remontee"] = "remontée", ["remonter"] = "remonter", ["reserve"] = "réserve", ["resultat"] = "résultat",
        ["resultats"] = "résultats", ["retire"] = "retiré", ["revoquee"] = "révoquée", ["revoque"] = "révoqué", ["supprime"] = "supprimé",
        ["tache"] = "tâche", ["terminee"] = "terminée", ["teste"] = "testé", ["tranchee"] = "tranchée", ["changee"] = "changée",
        ["change"] = "changé", ["changes"] = "changés", ["maitresse"] = "maîtresse", ["hebergees"] = "hébergées",
        ["verifiees"] = "vérifiées", ["lance"] = "lancé", ["lancee"] = "lancée", ["ajoute"] = "ajouté", ["demande"] = "demandé",
        ["reportee"] = "reportée", ["lances"] = "lancés", ["arretes"] = "arrêtés",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string De(string nom)
    {
        var words = string.Join(' ', Part().Matches(nom).Select(part => part.Value.ToLowerInvariant())
            .Select(word => Accents.GetValueOrDefault(word, word)));
        return words.Length == 0 ? nom : char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("[A-Z]?[a-zàâçéèêëîïôûü]+|[A-Z]+(?![a-z])|[0-9]+")]
    private static partial Regex Part();
}
