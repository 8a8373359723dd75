using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;

namespace Parcoursup.Gateway.Pages.Candidats;

/// <summary>Finds a candidate, and shows all that there is about him. Names are sent in forms, never in an address.</summary>
public static class CandidatEndpoints
{
    public static void Map(RouteGroupBuilder etablissement)
    {
        var candidats = etablissement.MapGroup("/candidats").Pour(Niveau.Lecture);
        candidats.MapGet("", (HttpContext http, CandidatSearch search) => ListAsync(http, search, null, 1));
        candidats.MapPost("", async (HttpContext http, CandidatSearch search) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return await ListAsync(http, search, form["recherche"], int.TryParse(form["page"], out var page) ? page : 1);
        }).Consulte(ActeAudit.ListeConsultee);
        candidats.MapGet("/{session:int}/{codeCandidat:int}", ShowAsync).Consulte(ActeAudit.DossierConsulte);
        candidats.MapPost("/{session:int}/{codeCandidat:int}/relancer/{id:long}", RetryAsync).Pour(Niveau.Scolarite);
        candidats.MapPost("/{session:int}/{codeCandidat:int}/corriger", CorrectAsync).Pour(Niveau.Scolarite);
        candidats.MapPost("/{session:int}/{codeCandidat:int}/corriger/annuler", UndoAsync).Pour(Niveau.Scolarite);
        etablissement.MapGet("/avertissements", WarningsAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
    }

    private static async Task<IResult> ListAsync(HttpContext http, CandidatSearch search, string? words, int page)
    {
        // Nobody is listed before somebody is looked for: a list of everybody helps nobody, and shows all.
        var found = string.IsNullOrWhiteSpace(words) ? null
            : await search.FindAsync(http.Etablissement().Code, null, words, page, http.RequestAborted);
        if (found is [var only] && page == 1)
            return http.Suite(http.CheminEtablissement($"/candidats/{only.Session}/{only.CodeCandidat}"));
        return http.Page<CandidatsPage>("Candidats", new Recherche(words, page, found));
    }

    private static async Task<IResult> ShowAsync(
        int session, int codeCandidat, HttpContext http, FicheCandidat fiches, CandidatTimeline timeline,
        IEnumerable<IDestination> destinations, IEnumerable<IComplementFiche> systems)
    {
        var (etablissement, key) = (http.Etablissement(), new CandidatKey(session, codeCandidat));
        if (await fiches.DeAsync(etablissement, key, http.RequestAborted) is not { } fiche) return Unknown(http, key);
        var lines = await timeline.OfAsync(etablissement.Code, key, http.RequestAborted);
        var more = new List<ComplementFiche>();
        foreach (var system in systems)
            if (await system.DeAsync(etablissement, fiche, http.RequestAborted) is { } complement) more.Add(complement);
        return http.Page<FichePage>($"Dossier {codeCandidat}", new DossierAffiche(
            fiche, fiche.Candidat.ReadCorrige(), lines, destinations.ToDictionary(d => d.Name, d => d.EnClair), more));
    }

    private static async Task<IResult> RetryAsync(int session, int codeCandidat, long id, HttpContext http, LivraisonRelance relance)
    {
        var code = http.Etablissement().Code;
        var message = await relance.RefusAsync(code, id, http.RequestAborted)
            ?? (await relance.RelancerAsync(code, id, http.RequestAborted)
                ? "L'envoi est relancé : recharger la page dans un instant." : "Cet envoi n'est pas à relancer : il est déjà en cours.");
        return http.Suite(http.CheminEtablissement($"/candidats/{session}/{codeCandidat}"), message);
    }

    private static async Task<IResult> CorrectAsync(int session, int codeCandidat, HttpContext http, CorrectionBook corrections)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var champ = form["champ"].ToString();
        return After(http, session, codeCandidat, await corrections.CorrectAsync(
            http.Etablissement().Code, new CandidatKey(session, codeCandidat), champ,
            form["valeur"].ToString() is { Length: > 0 } valeur ? valeur : null, http.Caller().Nom, http.RequestAborted),
            "Valeur corrigée : elle vaut jusqu'à ce que Parcoursup change la sienne.");
    }

    private static async Task<IResult> UndoAsync(int session, int codeCandidat, HttpContext http, CorrectionBook corrections)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return After(http, session, codeCandidat, await corrections.UndoAsync(
            http.Etablissement().Code, new CandidatKey(session, codeCandidat), form["champ"].ToString(), http.Caller().Nom,
            http.RequestAborted), "Correction annulée : la valeur de Parcoursup vaut de nouveau.");
    }

    private static IResult After(HttpContext http, int session, int codeCandidat, SuiteCorrection outcome, string done) =>
        outcome.Inconnu ? Unknown(http, new(session, codeCandidat))
        : outcome.Refus is { } refus ? PageErreur.De(http, StatusCodes.Status400BadRequest, "Valeur refusée", refus)
        : http.Suite(http.CheminEtablissement($"/candidats/{session}/{codeCandidat}"), done);

    private static async Task<IResult> WarningsAsync(int? page, HttpContext http, ListesSuivi lists)
    {
        var rows = await lists.AvertissementsAsync(http.Etablissement().Code, null, page ?? 1, http.RequestAborted);
        return http.Page<AvertissementsPage>("Avertissements", new Avertis(
            [.. rows.Select(r => (r, CandidatNames.Of(r), Read(r)))],
            page ?? 1));
    }

    private static IReadOnlyList<Avertissement> Read(CandidatRow row) => JsonText.Read<List<Avertissement>>(row.Avertissements);

    private static IResult Unknown(HttpContext http, CandidatKey key) => PageErreur.Introuvable(http,
        $"Le dossier {key.CodeCandidat} de la session {key.Session} n'est pas connu ici : vérifier le numéro.");

    /// <param name="Trouves">Null: nobody was looked for.</param>
    public sealed record Recherche(string? Mots, int Page, IReadOnlyList<CandidatRow>? Trouves);

    public sealed record DossierAffiche(
        Fiche Fiche, Candidat Candidat, IReadOnlyList<LigneChronologie> Chronologie, IReadOnlyDictionary<string, string> Destinations,
        IReadOnlyList<ComplementFiche> Complements);

    public sealed record Avertis(
        IReadOnlyList<(CandidatRow Row, Nommee Nom, IReadOnlyList<Avertissement> Avertissements)> Lignes, int Page);
}
