using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>
/// The formations by status and académie, and each with why it stands there and what may be done. Those of another académie do not exist.
/// </summary>
public static class FormationPages
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder catalogue)
    {
        catalogue.MapGet("", ListAsync).PourRoles(Qui.Tous);
        catalogue.MapGet("/formations/{cle}", (string cle, HttpContext http, Consultation consultation) =>
            ShowAsync(cle, http, consultation, null, [])).PourRoles(Qui.Tous);
        catalogue.MapPost("/formations/{cle}", ActAsync).PourRoles(RoleEcrit.Instructeur);
    }

    private static async Task<IResult> ListAsync(StatutCatalogue? statut, [Academie] string? academie, string? q, string? apres,
        HttpContext http, ListeFormations list, CampagneBook campagnes, AttenteCatalogue waiting, IBusinessClock clock)
    {
        var (who, ct) = (http.Acteur(), http.RequestAborted);
        var number = Academies.Numero(academie) is { } asked && who.Voit(asked) ? asked : (int?)null;
        var counts = (await list.ComptesAsync(ct)).Where(c => who.Voit(c.Academie)).ToList();
        var found = await list.SuiteAsync(new FiltreFormations(
            statut is { } one ? [one] : [], number is { } of ? [of] : who.Vues(), FiltreFormations.LireMots(q)), apres, PageSize + 1, ct);
        var held = who.Role == RoleCatalogue.Moss ? await waiting.RetenueAsync(ct) : null;
        return http.Page<FormationsPage>("Catalogue", new Liste(
            statut, number, q?.Trim() ?? "", [.. found.Take(PageSize).Select(Ligne.De)],
            found.Count > PageSize ? found[PageSize - 1].Row.Cle : null,
            [.. Statuts.Tous.Select(s => (s, Sum(counts.Where(c => c.Statut == s && (number is null || c.Academie == number)))))],
            [.. counts.Select(c => c.Academie).OfType<int>().Distinct().Order()],
            Sum(counts), held?.Jour, await campagnes.ContexteAsync(clock.Today, ct) is not null));
    }

    private static long Sum(IEnumerable<CompteAcademieRow> counts) => counts.Sum(c => c.Nombre);

    private static async Task<IResult> ShowAsync(
        string cle, HttpContext http, Consultation consultation, string? raison, IReadOnlyList<Erreur> errors)
    {
        var who = http.Acteur();
        if (await consultation.FicheAsync(cle, http.RequestAborted) is not { } fiche || !who.Voit(fiche.Row.Academie))
            return Unknown(http, cle);
        var (row, formation) = (fiche.Row, fiche.Formation);
        var acts = who.Role != RoleCatalogue.Instructeur ? null : new Gestes(
            Geste.De(ActionPublication.Publier(who, formation, row.Statut, fiche.Evaluation), row.Statut),
            Geste.De(ActionPublication.NePasPublier(who, formation, row.Statut, "oui"), row.Statut), raison);
        return http.Page<FormationPage>(formation.IntituleLong ?? "Formation", new Une(
            row.Cle, row.Statut, row.StatutLe, formation, Suivi.De(row), fiche.Motif, fiche.Evaluation, fiche.Bornes, acts,
            Periode.De(fiche.Historique),
            [.. fiche.Actions.Reverse().Select(a => new Acte(a.Le, a.Auteur, a.Action, a.De, a.Vers, a.Raison))], errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ActAsync(string cle, HttpContext http, Consultation consultation, ActionService actions)
    {
        var (form, who, ct) = (await http.Request.ReadFormAsync(http.RequestAborted), http.Acteur(), http.RequestAborted);
        if (await consultation.FicheAsync(cle, ct) is not { } fiche || !who.Voit(fiche.Row.Academie)) return Unknown(http, cle);
        var (act, reason) = (form["geste"].ToString(), form["raison"].ToString().Trim());
        if (act is not (ActionService.Publier or ActionService.NePasPublier))
            return http.Refuse(StatusCodes.Status400BadRequest, "geste", "Rien n'a été fait : ce geste n'existe pas.");
        if (act == ActionService.NePasPublier && reason.Length == 0)
            return await ShowAsync(cle, http, consultation, reason, [new("raison", "Indiquer la raison : elle reste avec la formation.")]);
        var end = await actions.AgirAsync(act, cle, who, act == ActionService.Publier ? null : reason, ct);
        return end.Code != Issue.Fait ? await ShowAsync(cle, http, consultation, reason, [new("", CataloguePages.Motifs(end))])
            : http.Suite(CataloguePages.Formation(fiche.Row.Cle), act == ActionService.Publier
                ? "Publication demandée : le prochain envoi portera la formation à Parcoursup." : "La formation n'ira pas sur Parcoursup.");
    }

    private static IResult Unknown(HttpContext http, string cle) =>
        http.Refuse(StatusCodes.Status404NotFound, "cle", $"Aucune formation de vos académies n'a la clé {Domain.Valeurs.Cite.De(cle)}.");

    /// <param name="Academie">The one that was chosen; null: all that he sees.</param>
    /// <param name="Suivante">The key behind which the list goes on; null: it ends here.</param>
    /// <param name="Academies">Those that have formations here.</param>
    /// <param name="Total">All that he sees.</param>
    /// <param name="Retenue">The night that waits for the MOSS.</param>
    public sealed record Liste(
        StatutCatalogue? Statut, int? Academie, string Recherche, IReadOnlyList<Ligne> Lignes, string? Suivante,
        IReadOnlyList<(StatutCatalogue Statut, long Nombre)> Comptes, IReadOnlyList<int> Academies, long Total, DateOnly? Retenue,
        bool CampagneOuverte);

    public sealed record Ligne(string Cle, string Intitule, string? Uai, int? Academie, StatutCatalogue Statut, DateOnly? Depuis)
    {
        internal static Ligne De(FormationListee listed) => new(listed.Row.Cle, listed.Formation.IntituleLong ?? listed.Row.Cle,
            listed.Formation.Uai, listed.Row.Academie, listed.Row.Statut, listed.Row.StatutLe);
    }

    /// <param name="Motif">What the rules make of it; null while no campaign is open.</param>
    /// <param name="Gestes">Null for whoever does not publish.</param>
    public sealed record Une(
        string Cle, StatutCatalogue Statut, DateOnly? Depuis, FormationCatalogue Formation, Suivi Suivi, string? Motif,
        Evaluation? Evaluation, ContexteNuit? Bornes, Gestes? Gestes, IReadOnlyList<Periode> Historique, IReadOnlyList<Acte> Actes,
        IReadOnlyList<Erreur> Erreurs);

    /// <summary>What Parcoursup and people said of it.</summary>
    public sealed record Suivi(
        string? Identifiant, string? Erreur, string? Raison, string? Demandeur, DateOnly? PublieLe, string? RemplaceePar, string? HeriteDe)
    {
        internal static Suivi De(FormationRow row) => new(
            row.ParcoursupId, row.Erreur, row.Raison, row.Demandeur, row.PublieLe, row.RemplaceePar, row.HeriteDe);
    }

    public sealed record Gestes(Geste Publier, Geste NePasPublier, string? Raison);

    /// <param name="Refus">Why it cannot be done.</param>
    public sealed record Geste(bool Possible, string? Refus)
    {
        internal static Geste De(IssueAction end, StatutCatalogue now) => new(!end.EstRefusee && end.Statut != now, end.Refus);
    }

    public sealed record Acte(DateTimeOffset Le, string Auteur, string Action, StatutCatalogue De, StatutCatalogue Vers, string? Raison);

    /// <summary>Nights that follow each other with one status.</summary>
    /// <param name="Nuit">The night that was restored from.</param>
    public sealed record Periode(DateOnly Du, DateOnly Au, StatutCatalogue Statut, string? Auteur, DateOnly? Nuit)
    {
        /// <returns>The last one first.</returns>
        internal static IReadOnlyList<Periode> De(IReadOnlyList<EntreeHistorique> historique)
        {
            var all = new List<Periode>();
            foreach (var entry in historique)
                if (all.Count > 0 && all[^1] is var last && last.Statut == entry.Statut && entry.Auteur is null && entry.Nuit is null)
                    all[^1] = last with { Au = entry.Date };
                else all.Add(new(entry.Date, entry.Date, entry.Statut, entry.Auteur, entry.Nuit));
            all.Reverse();
            return all;
        }
    }
}
