using System.Globalization;
using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Bac;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Api;

/// <summary>Candidates with the decision on each wish, its reason and source, what each system adds, and the deliveries.</summary>
internal static class CandidatEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/candidats", ListAsync).Consulte(ActeAudit.ListeConsultee);
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}", DetailAsync).Consulte(ActeAudit.DossierConsulte);
    }

    private static async Task<IResult> ListAsync(
        int? session, string? recherche, int? page, HttpContext http, CandidatSearch search, IEnumerable<ICandidateView> views)
    {
        var etablissement = http.Etablissement();
        var rows = await search.FindAsync(etablissement.Code, session, recherche, page ?? 1, http.RequestAborted);
        var numbers = views.FirstOrDefault(view => view.Sis == etablissement.Document.Sis) is { } system
            ? await system.StudentNumbersAsync(etablissement.Code, rows, http.RequestAborted) : null;
        return ApiErrors.Json(rows.Select(c => new
        {
            c.Session, c.CodeCandidat, CandidatNames.Of(c).Nom, CandidatNames.Of(c).Prenom, c.Ine,
            CodOpiIntEpo = c.CodOpi, NumeroEtudiant = numbers?.GetValueOrDefault(c.Key),
            EnReserve = c.Reserves != "[]", Avertissements = JsonText.Read<List<Avertissement>>(c.Avertissements).Count,
        }));
    }

    private static async Task<IResult> DetailAsync(
        int session, int codeCandidat, HttpContext http, Database database, ResultatBacBook results, ListesSuivi lists,
        IEnumerable<ICandidateView> views)
    {
        var ct = http.RequestAborted;
        var etablissement = http.Etablissement();
        var key = new CandidatKey(session, codeCandidat);
        await using var reading = await database.EssayerAsync(ct);
        var book = await CandidatSet.LoadAsync(reading, etablissement.Code, [key], ct);
        if (book.Candidat(key) is not { } candidat)
            return http.Error(StatusCodes.Status404NotFound, "codeCandidat",
                $"Le dossier {codeCandidat} de la session {session} n'est pas connu.");

        var voeux = book.VoeuxOf(key).ToList();
        var bac = (await results.LoadAsync(reading, etablissement.Code, [candidat], ct)).Of(key);
        var sent = await lists.LivraisonsAsync(reading, etablissement.Code, key, ct);
        return ApiErrors.Json(JsonParts.Join(
        [
            ("candidat", candidat.ReadCandidat()),
            ("codOpiIntEpo", candidat.CodOpi),
            ("resultatBac", bac is null ? null : new { issue = bac.Issue.ToString().ToUpperInvariant(), date = bac.Date }),
            ("voeux", voeux.OrderBy(v => v.CodeFormation).Select(Describe)),
            .. views.SelectMany(view => view.Detail(etablissement, candidat, voeux)),
            ("corrections", candidat.Corrections == "[]" ? null : candidat.ReadCorrections()),
            ("avertissements", JsonText.Read<List<Avertissement>>(candidat.Avertissements)),
            ("reserves", JsonText.Read<List<Reserve>>(candidat.Reserves)),
            ("livraisons", sent.Select(Describe)),
        ]));
    }

    private static object Describe(LivraisonRow row) => new
    {
        row.Id, row.Destination, row.Sujet, etat = row.Etat, row.Acquitte, row.RevisionVoulue, row.RevisionAcquittee, row.Tentatives,
            row.Message,
        row.Explication, row.ModifieeLe,
    };

    private static object Describe(VoeuRow row)
    {
        var voeu = row.ReadVoeu();
        var decision = row.ReadDecision();
        return new
        {
            row.CodeFormation, row.Internat, voeu.LibelleFormation, codeSituation = voeu.CodeSituation, voeu.CodeAmenagement,
            dateReponse = voeu.DateReponse?.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
            row.Disparu, row.Uai, codeDecision = row.CodeDecision, decision?.Motif,
            source = RegleEnClair.De(decision?.Source), decision?.Reserve,
            cursusAmenage = decision?.Cible?.CursusAmenage, decision?.ProchaineEvaluation, garde = row.Garde,
        };
    }
}
