using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.Remontees;

/// <summary>What is told to the source of the enrolments: the table de travail, its runs with their reports, and their hour.</summary>
public static class RemonteesEndpoints
{
    private const string Champ = "cron";
    private const int Moments = 3;

    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/remontees", (HttpContext http, TableDeTravail table, TravauxVus travaux) =>
            ShowAsync(http, table, travaux, null, [])).Pour(Niveau.Lecture);
        etablissement.MapGet("/remontees/{id:long}", RunAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        etablissement.MapGet("/remontees/table/{part}", TableAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        etablissement.MapPost("/remontees", SendAsync).Pour(Niveau.Scolarite);
        etablissement.MapPost("/remontees/heure", PlanAsync).Pour(Niveau.Administrateur);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, TableDeTravail table, TravauxVus travaux, string? cron, IReadOnlyList<Erreur> errors)
    {
        var (etablissement, ct) = (http.Etablissement(), http.RequestAborted);
        var counts = await table.ComptesAsync(etablissement.Code, ct);
        var runs = await table.RemonteesAsync(etablissement.Code, ct);
        var work = await travaux.TrouverAsync(TableDeTravail.Travail, etablissement, ct);
        var tried = cron is not null && errors.Count == 0 ? Next(http, cron) : [];
        return http.Page<RemonteesPage>("Remontées", new Remontees(
            counts, runs, work, work is { Pause: null } ? Next(http, work.Cron) : [], new Heure(cron, tried, errors)),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static IReadOnlyList<DateTimeOffset> Next(HttpContext http, string cron) =>
        BusinessCron.Next(cron, http.RequestServices.GetRequiredService<IBusinessClock>().Now, Moments);

    private static async Task<IResult> SendAsync(HttpContext http, TableDeTravail table)
    {
        var (id, count) = await table.LancerAsync(http.Etablissement().Code, http.Caller().Nom, http.RequestAborted);
        return http.Suite(http.CheminEtablissement($"/remontees/{id}"), count == 0 ? "Rien n'attendait : la remontée est vide."
            : $"{Fr.Nombre(count, "inscription part", "inscriptions partent")} : recharger dans un instant pour voir les réponses.");
    }

    /// <summary>Another hour is looked at before it is kept: its words and next moments say whether it is the one that was meant.</summary>
    private static async Task<IResult> PlanAsync(HttpContext http, TableDeTravail table, TravauxVus travaux, Reglage reglage)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var cron = form[Champ].ToString().Trim();
        var change = Reglage.De(http.Etablissement().Code, document => document with
        {
            Planification = document.Planification with { Remontee = cron },
        });
        var errors = form["geste"] == "enregistrer"
            ? await reglage.AppliquerAsync(change, http.Caller().Nom, http.RequestAborted)
            : (await reglage.EssayerAsync(change, http.RequestAborted)).Erreurs;
        if (errors.Count > 0 || form["geste"] != "enregistrer")
            return await ShowAsync(http, table, travaux, cron, [.. errors.Select(e => new Erreur(Champ, e.Message))]);
        return http.Suite(http.CheminEtablissement("/remontees"),
            $"Heure enregistrée : {CronEnMots.De(cron) ?? cron}.");
    }

    private static async Task<IResult> RunAsync(long id, HttpContext http, TableDeTravail table, CandidatNames names)
    {
        var code = http.Etablissement().Code;
        if (await table.RemonteeAsync(code, id, http.RequestAborted) is not { } run)
            return PageErreur.Introuvable(http, $"Aucune remontée n'a le numéro {id}.");
        var lines = await table.RapportAsync(run, http.RequestAborted);
        return http.Page<RemonteePage>($"Remontée n° {id}", new Rapport(
            run, lines, await NamesAsync(names, code, lines.Select(l => l.Sujet), http.RequestAborted)));
    }

    private static async Task<IResult> TableAsync(string part, string? apres, HttpContext http, TableDeTravail table, CandidatNames names)
    {
        if (Parts.FirstOrDefault(p => p.Chemin == part) is not { } shown) return PageErreur.Introuvable(http);
        var code = http.Etablissement().Code;
        var rows = await table.LignesAsync(code, shown.Part, apres, http.RequestAborted);
        return http.Page<TablePage>(shown.Titre, new Lignes(
            shown, rows, await NamesAsync(names, code, rows.Select(r => r.Sujet), http.RequestAborted),
            rows.Count == TableDeTravail.Page ? rows[^1].Sujet : null));
    }

    private static Task<IReadOnlyDictionary<CandidatKey, Nommee>> NamesAsync(
        CandidatNames names, string code, IEnumerable<string> subjects, CancellationToken ct) =>
        names.OfAsync(code, subjects.Select(Sujet.CandidatOf).OfType<CandidatKey>(), ct);

    internal static readonly PartVue[] Parts =
    [
        new(PartTable.EnAttente, "en-attente", "En attente", "Partent avec la prochaine remontée."),
        new(PartTable.EnCours, "en-cours", "En cours d'envoi", "Partent d'elles-mêmes, ou sont réessayées : rien à faire."),
        new(PartTable.Refusees, "refusees", "Refusées", "Parcoursup a dit non : corriger la cause, puis relancer dans « À traiter »."),
        new(PartTable.Acquittees, "acquittees", "Acquittées", "Parcoursup les connaît."),
    ];

    /// <param name="Chemin">In the address.</param>
    public sealed record PartVue(PartTable Part, string Chemin, string Titre, string Aide);

    /// <param name="Travail">Null: the source is not told of enrolments here.</param>
    public sealed record Remontees(
        ComptesTable Comptes, IReadOnlyList<RemonteeRow> Passees, TravailVu? Travail, IReadOnlyList<DateTimeOffset> Prochaines,
        Heure Heure);

    /// <param name="Cron">As it was typed; null before.</param>
    public sealed record Heure(string? Cron, IReadOnlyList<DateTimeOffset> Moments, IReadOnlyList<Erreur> Erreurs);

    public sealed record Rapport(
        RemonteeRow Remontee, IReadOnlyList<RemonteeLigneRow> Lignes, IReadOnlyDictionary<CandidatKey, Nommee> Noms);

    /// <param name="Suite">Where the next page begins.</param>
    public sealed record Lignes(
        PartVue Part, IReadOnlyList<LivraisonRow> Livraisons, IReadOnlyDictionary<CandidatKey, Nommee> Noms, string? Suite);
}
