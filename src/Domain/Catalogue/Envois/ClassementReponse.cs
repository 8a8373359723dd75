using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>
/// What an answer means. Only a 400 that explains itself in JSON can be a refusal; a success needs an id; whatever else it is, and
/// whatever it says, is a failure of the posting.
/// </summary>
public static class ClassementReponse
{
    public static VerdictEnvoi De(ReponseService reponse)
    {
        ArgumentNullException.ThrowIfNull(reponse);
        return reponse.Statut switch
        {
            >= 200 and < 300 => Succes(reponse),
            400 => Refus(reponse),
            >= 300 and < 400 => new VerdictEnvoi.Echec(NatureEchec.Transport,
                $"Le service renvoie vers une autre adresse (HTTP {reponse.Statut}) : corriger l'adresse, le jeton ne part pas ailleurs."),
            401 or 403 or 404 => new VerdictEnvoi.Echec(NatureEchec.Authentification,
                $"Parcoursup ne reconnaît pas l'appel (HTTP {reponse.Statut}) : vérifier la clé privée, l'identifiant du certificat, "
                + "l'adresse et l'heure de cette machine.", Dit(reponse)),
            408 or 429 or >= 500 => new VerdictEnvoi.Echec(NatureEchec.Indisponible,
                $"Le service de Parcoursup ne peut pas répondre pour le moment (HTTP {reponse.Statut}).", Dit(reponse)),
            _ => new VerdictEnvoi.Echec(NatureEchec.Illisible, $"Réponse inattendue de Parcoursup : HTTP {reponse.Statut}.", Dit(reponse)),
        };
    }

    private static VerdictEnvoi Succes(ReponseService reponse)
    {
        if (reponse.Corps == NatureCorps.Html) return Page(reponse);
        if (IdParcoursup.Lire(reponse.GTaCod) is { } id) return new VerdictEnvoi.Acceptee(id, reponse.DejaEnvoye);
        return new VerdictEnvoi.Echec(NatureEchec.SansIdentifiant,
            $"Parcoursup répond par un succès (HTTP {reponse.Statut}) mais ne donne pas d'identifiant (g_ta_cod) : rien ne prouve que la "
            + "formation y est enregistrée.", Dit(reponse));
    }

    private static VerdictEnvoi Refus(ReponseService reponse)
    {
        if (reponse.Corps == NatureCorps.Html) return Page(reponse);
        if (reponse.Corps != NatureCorps.Json)
            return new VerdictEnvoi.Echec(NatureEchec.Illisible, "Parcoursup refuse l'appel (HTTP 400) sans explication lisible.");
        if (FamilleRefus.De(reponse.Message) is { } famille) return new VerdictEnvoi.Refusee(famille, Dit(reponse)!);
        return new VerdictEnvoi.Echec(NatureEchec.Inclassable,
            MessageService.Normaliser(reponse.Message).Length == 0
                ? "Parcoursup refuse l'appel (HTTP 400) sans dire pourquoi."
                : "Parcoursup refuse l'appel (HTTP 400) pour une raison qui n'est pas répertoriée : la signaler à la MOSS.",
            Dit(reponse));
    }

    private static VerdictEnvoi.Echec Page(ReponseService reponse) => new(NatureEchec.Transport,
        $"Une page HTML est venue à la place d'une réponse de Parcoursup (HTTP {reponse.Statut}) : vérifier l'adresse et l'éventuel "
        + "serveur mandataire.");

    private static string? Dit(ReponseService reponse) => Texte.Net(reponse.Message);
}
