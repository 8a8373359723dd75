using System.Text;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.Echanges;

/// <summary>The bytes behind a line of the chronology, for whoever may see them: what came in, what was sent and answered.</summary>
public static class EchangeEndpoints
{
    // More is fetched by REST: a page is for reading.
    private const int MostShown = 200_000;

    public static void Map(RouteGroupBuilder etablissement)
    {
        Filtree(etablissement.MapGet("/messages", ReceivedAsync));
        Filtree(etablissement.MapGet("/echanges", SentAsync)).Consulte(ActeAudit.ListeConsultee);
        etablissement.MapPost("/messages/{id:long}/rejouer", ReplayAsync).Pour(Niveau.Administrateur);
        etablissement.MapGet("/messages/{id:long}/fichier", FileAsync).Pour(Niveau.Administrateur).Consulte(ActeAudit.ContenuConsulte);
        etablissement.MapGet("/echanges/{id:long}", ExchangeAsync).Pour(Niveau.Administrateur).Consulte(ActeAudit.ContenuConsulte);
        etablissement.MapGet("/echanges/{id:long}/{partie:regex(^(requete|reponse)$)}", PartAsync)
            .Pour(Niveau.Administrateur).Consulte(ActeAudit.ContenuConsulte);
        etablissement.MapGet("/messages/{id:long}", MessageAsync).Pour(Niveau.Administrateur).Consulte(ActeAudit.ContenuConsulte);
        etablissement.MapGet("/livraisons/{id:long}", DeliveryAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ContenuConsulte);
    }

    // A filter that the list does not have is refused, as one of its values is that nobody knows.
    private static RouteHandlerBuilder Filtree(RouteHandlerBuilder list) => list.Pour(Niveau.Administrateur)
        .AddEndpointFilter(async (context, next) => FiltresConnus.Refusal(context.HttpContext) ?? await next(context));

    private static async Task<IResult> ReceivedAsync(
        string? du, string? au, string? canal, string? etat, string? dossier, long? avant, HttpContext http, FiltresEchanges filtres,
        JournalSuivi journal)
    {
        var (saisie, errors) = (SaisieEchanges.De(du, au, dossier, canal, etat), new List<Erreur>());
        var filtre = filtres.Recus(saisie, errors);
        var page = errors.Count > 0 ? new PageJournal<MessageResume>([], null)
            : await journal.RecusAsync(http.Etablissement().Code, filtre, avant, http.RequestAborted);
        return http.Page<RecusPage>("Échanges reçus", new Liste<MessageResume>(saisie, errors, filtres.Canaux, page), StatusOf(errors));
    }

    private static async Task<IResult> SentAsync(
        string? du, string? au, string? destination, string? issue, string? dossier, long? avant, HttpContext http,
        FiltresEchanges filtres, JournalSuivi journal)
    {
        var (saisie, errors) = (SaisieEchanges.De(du, au, dossier, destination, issue), new List<Erreur>());
        var filtre = filtres.Envoyes(saisie, errors);
        var page = errors.Count > 0 ? new PageJournal<EchangeLu>([], null)
            : await journal.EnvoyesAsync(http.Etablissement().Code, filtre, avant, http.RequestAborted);
        return http.Page<EnvoyesPage>(
            "Échanges envoyés", new Liste<EchangeLu>(saisie, errors, filtres.Destinations, page), StatusOf(errors));
    }

    private static int StatusOf(List<Erreur> errors) => errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    private static async Task<IResult> ReplayAsync(long id, HttpContext http, Rejeu replay) =>
        await replay.RejouerAsync(http.Etablissement().Code, id, http.RequestAborted) is { } refusal
            ? PageErreur.De(http, StatusCodes.Status409Conflict, "Rien n'a été fait", refusal)
            : http.Suite(http.CheminEtablissement($"/messages/{id}"), "Le message est appliqué de nouveau : recharger dans un instant.");

    // As bytes, whatever they say they are: nothing of a stranger's is shown by the browser as a page of ours.
    private static async Task<IResult> FileAsync(long id, HttpContext http, EchangesSuivi exchanges) =>
        await exchanges.MessageAsync(http.Etablissement().Code, id, http.RequestAborted) is { Corps: { } body }
            ? Results.File(body, "application/octet-stream", $"message-{id}.txt")
            : PageErreur.Introuvable(http, $"Aucun message n'a le numéro {id}, ou son contenu n'est plus conservé.");

    private static async Task<IResult> PartAsync(long id, string partie, HttpContext http, EchangesSuivi exchanges)
    {
        var row = await exchanges.ContenuAsync(http.Etablissement().Code, id, http.RequestAborted);
        if (row is not null) http.Concerne(row.Sujet);
        return (partie == "requete" ? row?.Requete : row?.Reponse) is { Length: > 0 } body
            ? Results.File(body, "application/octet-stream", $"echange-{id}-{partie}.txt")
            : PageErreur.Introuvable(http, $"Aucun échange n'a le numéro {id}, ou ce contenu n'est pas conservé.");
    }

    private static async Task<IResult> ExchangeAsync(long id, HttpContext http, EchangesSuivi exchanges)
    {
        if (await exchanges.ContenuAsync(http.Etablissement().Code, id, http.RequestAborted) is not { } row)
            return PageErreur.Introuvable(http, $"Aucun échange n'a le numéro {id}.");
        http.Concerne(row.Sujet);
        return http.Page<EchangePage>($"Échange n° {id}", new Echange(row, Text(row.Requete), Text(row.Reponse)));
    }

    private static async Task<IResult> MessageAsync(long id, HttpContext http, EchangesSuivi exchanges) =>
        await exchanges.MessageAsync(http.Etablissement().Code, id, http.RequestAborted) is { } message
            ? http.Page<MessagePage>($"Message n° {id}", new Message(message, Text(message.Corps), message.EcarteLe))
            : PageErreur.Introuvable(http, $"Aucun message n'a le numéro {id}.");

    private static async Task<IResult> DeliveryAsync(long id, HttpContext http, EchangesSuivi exchanges)
    {
        var rows = await exchanges.DeAsync(http.Etablissement().Code, id, http.RequestAborted);
        if (rows.Count == 0) return PageErreur.Introuvable(http, $"Aucun envoi n'a encore été tenté sous le numéro {id}.");
        http.Concerne(rows[0].Sujet);
        return http.Page<LivraisonPage>($"Envoi n° {id}", rows);
    }

    private static string? Text(byte[]? bytes) => bytes is null or [] ? null
        : bytes.Length <= MostShown ? Encoding.UTF8.GetString(bytes)
        : Encoding.UTF8.GetString(bytes.AsSpan(0, MostShown)) + $"\n… ({Fr.Nombre(bytes.Length)} octets en tout)";

    public sealed record Echange(EchangeLu Ligne, string? Requete, string? Reponse);

    /// <param name="Pars">The ways in, or the destinations, that may be chosen.</param>
    public sealed record Liste<T>(
        SaisieEchanges Saisie, IReadOnlyList<Erreur> Erreurs, IReadOnlyList<(string Code, string Libelle)> Pars, PageJournal<T> Page);

    /// <param name="EcarteLe">When it was set aside; null where it was not.</param>
    public sealed record Message(MessageLu Ligne, string? Corps, DateTimeOffset? EcarteLe);
}
