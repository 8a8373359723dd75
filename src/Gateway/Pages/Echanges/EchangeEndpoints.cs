using System.Text;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
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
        etablissement.MapGet("/echanges", SentAsync).Pour(Niveau.Administrateur).Consulte(ActeAudit.ListeConsultee);
        etablissement.MapGet("/messages", ReceivedAsync).Pour(Niveau.Administrateur);
        etablissement.MapPost("/messages/{id:long}/rejouer", ReplayAsync).Pour(Niveau.Administrateur);
        etablissement.MapGet("/messages/{id:long}/fichier", FileAsync).Pour(Niveau.Administrateur).Consulte(ActeAudit.ContenuConsulte);
        etablissement.MapGet("/echanges/{id:long}", ExchangeAsync).Pour(Niveau.Administrateur).Consulte(ActeAudit.ContenuConsulte);
        etablissement.MapGet("/messages/{id:long}", MessageAsync).Pour(Niveau.Administrateur).Consulte(ActeAudit.ContenuConsulte);
        etablissement.MapGet("/livraisons/{id:long}", DeliveryAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ContenuConsulte);
    }

    private static async Task<IResult> SentAsync(long? avant, HttpContext http, JournalSuivi journal) =>
        http.Page<EnvoyesPage>("Échanges", await journal.EnvoyesAsync(http.Etablissement().Code, avant, http.RequestAborted));

    private const string Oui = "oui";

    private static async Task<IResult> ReceivedAsync(long? avant, [Parmi(Oui)] string? ecartes, HttpContext http, JournalSuivi journal)
    {
        var (code, aside) = (http.Etablissement().Code, Oui.Equals(ecartes, StringComparison.OrdinalIgnoreCase));
        return http.Page<RecusPage>("Messages reçus", new Recus(aside, aside
            ? await journal.EcartesAsync(code, avant, http.RequestAborted) : await journal.RecusAsync(code, avant, http.RequestAborted)));
    }

    private static async Task<IResult> ReplayAsync(long id, HttpContext http, Rejeu replay) =>
        await replay.RejouerAsync(http.Etablissement().Code, id, http.RequestAborted) is { } refusal
            ? PageErreur.De(http, StatusCodes.Status409Conflict, "Rien n'a été fait", refusal)
            : http.Suite(http.CheminEtablissement($"/messages/{id}"), "Le message est appliqué de nouveau : recharger dans un instant.");

    // As bytes, whatever they say they are: nothing of a stranger's is shown by the browser as a page of ours.
    private static async Task<IResult> FileAsync(long id, HttpContext http, EchangesSuivi exchanges) =>
        await exchanges.MessageAsync(http.Etablissement().Code, id, http.RequestAborted) is { Corps: { } body }
            ? Results.File(body, "application/octet-stream", $"message-{id}.txt")
            : PageErreur.Introuvable(http, $"Aucun message n'a le numéro {id}, ou son contenu n'est plus conservé.");

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

    /// <param name="Ecartes">Only those that could not be applied.</param>
    public sealed record Recus(bool Ecartes, PageJournal<MessageResume> Page);

    /// <param name="EcarteLe">When it was set aside; null where it was not.</param>
    public sealed record Message(MessageLu Ligne, string? Corps, DateTimeOffset? EcarteLe);
}
