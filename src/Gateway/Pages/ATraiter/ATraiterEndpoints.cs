using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Reconciliation.Paliers;
using Parcoursup.Gateway.Engine.State.Taches;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.ATraiter;

/// <summary>What waits for a person, grouped by what solves it, and the gesture that does.</summary>
public static class ATraiterEndpoints
{
    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/a-traiter", ShowAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        etablissement.MapPost("/a-traiter/relancer", RetryAsync).Pour(Niveau.Scolarite);
        etablissement.MapPost("/a-traiter/paliers", StepAsync).Pour(Niveau.Scolarite);
        etablissement.MapPost("/a-traiter/paliers/{id:long}/arreter", StopAsync).Pour(Niveau.Scolarite);
        etablissement.MapPost("/a-traiter/terminer", EndAsync).Pour(Niveau.Scolarite);
        etablissement.MapGet("/gardes", GuardsAsync).Pour(Niveau.Lecture);
        etablissement.MapGet("/gardes/{id:long}", GuardAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        etablissement.MapGet("/gardes/{id:long}/voeux", HeldAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.DonneesExportees);
        etablissement.MapPost("/gardes/{id:long}", SettleAsync).Pour(Niveau.Scolarite);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, CausesEnAttente causes, PaliersBook paliers)
    {
        var code = http.Etablissement().Code;
        return http.Page<ATraiterPage>("À traiter", new ATraiterModel(
            await causes.ReservesAsync(code, http.RequestAborted), await causes.RefusAsync(code, http.RequestAborted),
            await causes.TachesAsync(code, http.RequestAborted), await paliers.ListeAsync(code, http.RequestAborted)));
    }

    private static async Task<IResult> RetryAsync(HttpContext http, LivraisonRelance relance)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (code, sent, closed) = (http.Etablissement().Code, 0, 0);
        foreach (var id in Numbers(form["livraison"], form["combien"]))
            if (await relance.RefusAsync(code, id, http.RequestAborted) is not null) closed++;
            else if (await relance.RelancerAsync(code, id, http.RequestAborted)) sent++;
        return http.Suite(http.CheminEtablissement("/a-traiter#refus"),
            Fr.Nombre(sent, "envoi relancé", "envois relancés")
            + (closed > 0 ? $" ; {Fr.Nombre(closed, "laissé", "laissés")}, campagne close" : "")
            + " : recharger dans un instant pour voir la réponse.");
    }

    private static async Task<IResult> StepAsync(HttpContext http, PaliersBook paliers)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var begun = await paliers.LancerAsync(http.Etablissement().Code, Numbers(form["livraison"], null), http.RequestAborted);
        return http.Suite(http.CheminEtablissement("/a-traiter#refus"), begun == 0
            ? "Rien n'est à relancer : ces envois sont acceptés depuis, ou déjà relancés par paliers."
            : $"Relance par paliers lancée, pour {Fr.Nombre(begun, "envoi")} : un, puis dix, puis cent… ; elle s'arrête au premier refus.");
    }

    private static async Task<IResult> StopAsync(long id, HttpContext http, PaliersBook paliers) =>
        http.Suite(http.CheminEtablissement("/a-traiter#refus"),
            await paliers.ArreterAsync(http.Etablissement().Code, id, http.RequestAborted)
                ? $"Relance n° {id} arrêtée : plus rien n'est relancé ; ce qui est parti reste parti."
                : $"La relance n° {id} était déjà finie.");

    private static async Task<IResult> EndAsync(HttpContext http, TacheGeste taches)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var ended = 0;
        foreach (var id in Numbers(form["tache"], form["combien"]))
            if (await taches.TerminerAsync(http.Etablissement().Code, id, http.Caller().Nom, http.RequestAborted)) ended++;
        return http.Suite(http.CheminEtablissement("/a-traiter#taches"), $"{Fr.Nombre(ended, "tâche terminée", "tâches terminées")}.");
    }

    private static async Task<IResult> GuardsAsync(HttpContext http, ListesSuivi lists) =>
        http.Page<GardesPage>("Gardes", await lists.GardesAsync(http.Etablissement().Code, null, http.RequestAborted));

    private static async Task<IResult> GuardAsync(
        long id, HttpContext http, ListesSuivi lists, VoeuxRetenus held, CandidatNames names, GardeDecision guards)
    {
        var code = http.Etablissement().Code;
        if ((await lists.GardesAsync(code, null, http.RequestAborted)).FirstOrDefault(g => g.Id == id) is not { } guard)
            return PageErreur.Introuvable(http, $"Aucune garde n'a le numéro {id}.");
        var wishes = await held.OfAsync(code, id, http.RequestAborted);
        return http.Page<GardePage>($"Garde n° {id}", new GardeModel(guard, guards.Annoncer(guard), wishes,
            await names.OfAsync(code, wishes.Select(w => new CandidatKey(w.Session, w.CodeCandidat)), http.RequestAborted)));
    }

    private static async Task<IResult> HeldAsync(long id, HttpContext http, VoeuxRetenus held, GardeCsv csv)
    {
        var code = http.Etablissement().Code;
        var wishes = await held.OfAsync(code, id, http.RequestAborted);
        return Results.File(await csv.DeAsync(code, wishes, http.RequestAborted), GardeCsv.Type, $"garde-{id}.csv");
    }

    private static async Task<IResult> SettleAsync(long id, HttpContext http, GardeDecision guards)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["decision"].ToString() is not ("confirmer" or "rejeter") || form["lu"] != "oui")
            return PageErreur.De(http, StatusCodes.Status400BadRequest, "Rien n'a été fait",
                "Choisir de confirmer ou de rejeter, et cocher la case qui dit que la liste a été vue.");
        var confirmed = form["decision"] == "confirmer";
        var done = await guards.SettleAsync(http.Etablissement().Code, id, confirmed ? EtatGarde.Confirmee : EtatGarde.Rejetee,
            http.Caller().Nom, http.RequestAborted);
        return http.Suite(http.CheminEtablissement("/gardes"), !done ? "Cette garde n'attendait plus personne."
            : confirmed ? $"Garde n° {id} confirmée : les changements retenus partent."
            : $"Garde n° {id} rejetée : tout reste comme avant.");
    }

    private static IEnumerable<long> Numbers(IEnumerable<string?> given, string? most) => given
        .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null).OfType<long>()
        .Take(int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue);

    public sealed record ATraiterModel(IReadOnlyList<Cause> Reserves, IReadOnlyList<Cause> Refus, IReadOnlyList<Cause> Taches,
        IReadOnlyList<RelancePaliers> Paliers);

    public sealed record GardeModel(
        GardeRow Garde, SuiteGarde? Suite, IReadOnlyList<VoeuRetenu> Voeux, IReadOnlyDictionary<CandidatKey, Nommee> Noms);
}
