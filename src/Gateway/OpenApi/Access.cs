using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.OpenApi;

/// <summary>Who may call which addresses, and in what form they are refused.</summary>
internal static class Access
{
    public static JsonObject Schemes { get; } = new()
    {
        ["cle"] = new JsonObject
        {
            ["type"] = "http", ["scheme"] = "bearer",
            ["description"] = "Clé d'API : d'un administrateur pour tout, d'un établissement pour ses adresses.",
        },
        ["compte"] = new JsonObject
        {
            ["type"] = "http", ["scheme"] = "basic", ["description"] = "Compte de l'établissement, choisi dans sa configuration.",
        },
    };

    /// <param name="family">
    /// How callers of such addresses prove who they are: <c>cle</c>, <c>compte</c>, <c>corps</c>, or not at all.
    /// </param>
    public static JsonArray SecurityOf(string? family) => family is "cle" or "compte"
        ? [new JsonObject { [family] = new JsonArray() }]
        // Nothing, or a pair in the body.
        : [];

    /// <summary>The errors that every address of a family has.</summary>
    /// <param name="etablissement">The address names one.</param>
    /// <param name="body">It reads a body.</param>
    public static IEnumerable<(string Status, string Sentence)> ErrorsOf(string? family, bool etablissement, bool body)
    {
        if (family is null) yield break;
        yield return ("400", "La demande ne peut pas être lue : le champ en cause est nommé.");
        yield return ("401", family == "cle" ? "Clé d'API absente ou inconnue." : "Identifiant ou mot de passe incorrect.");
        if (family == "cle") yield return ("403", "Cette clé ne donne pas accès à cette adresse.");
        if (family == "cle" && etablissement) yield return ("404", ApiErrors.NoEtablissement("univ-alpes"));
        if (family == "corps") yield return ("404", "UAI inconnue de la passerelle : 0730013T.");
        if (body) yield return ("413", "Le corps de la requête est trop volumineux.");
        yield return ("429", family == "cle" ? "Trop d'appels, d'envois ou de tentatives : Retry-After dit quand recommencer."
            : "Trop de tentatives : patienter une minute.");
        yield return ("500", "Erreur interne de la passerelle : réessayer, puis transmettre le numéro de corrélation au support.");
        yield return ("503", "Rien ne peut être enregistré pour le moment ; Retry-After dit quand recommencer.");
    }

    public static (string Schema, JsonNode Example) ErrorOf(string? family, string sentence) => family == "corps"
        ? ("Retour", new JsonObject { ["retour"] = "NOK", ["message"] = sentence })
        : ("Erreurs", new JsonObject
        {
            ["erreurs"] = new JsonArray(new JsonObject { ["champ"] = "etablissements[0].libelle", ["message"] = sentence }),
            ["correlation"] = "0HNQDK061VCEA:00000001",
        });
}
