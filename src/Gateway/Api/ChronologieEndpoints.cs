using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Api;

/// <summary>For one candidate: what happened, and why each wish is where it is.</summary>
internal static class ChronologieEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}/chronologie", TimelineAsync).Consulte(ActeAudit.DossierConsulte);
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}/explication", ExplainAsync).Consulte(ActeAudit.DossierConsulte);
    }

    private static async Task<IResult> TimelineAsync(int session, int codeCandidat, HttpContext http, CandidatTimeline timeline)
    {
        var lines = await timeline.OfAsync(http.Etablissement().Code, new CandidatKey(session, codeCandidat), http.RequestAborted);
        return lines.Count == 0 ? Unknown(http, session, codeCandidat) : ApiErrors.Json(lines);
    }

    private static async Task<IResult> ExplainAsync(int session, int codeCandidat, HttpContext http, Database database, GardeBook guards,
        IEnumerable<ICandidateView> views)
    {
        var ct = http.RequestAborted;
        var etablissement = http.Etablissement();
        var key = new CandidatKey(session, codeCandidat);
        await using var reading = await database.WriteAsync(ct);
        var book = await CandidatSet.LoadAsync(reading, etablissement.Code, [key], ct);
        if (book.Candidat(key) is not { } candidat) return Unknown(http, session, codeCandidat);

        var gardes = await guards.StatesOfAsync(reading, book.VoeuxOf(key), ct);
        var enrolled = await EnrolledAsync(reading, etablissement.Code, key, ct);
        var checks = views.FirstOrDefault(view => view.Sis == etablissement.Document.Sis) is { } system
            ? await system.ChecklistAsync(reading, etablissement, candidat, ct) : new InscriptionChecklist(_ => []);
        return ApiErrors.Json(new
        {
            session, codeCandidat,
            evaluationEnAttente = candidat.AEvaluer,
            voeux = book.VoeuxOf(key).OrderBy(v => v.CodeFormation).Select(v => WishExplanation.Of(candidat, v, gardes, ToCheck(v))),
            taches = await TasksAsync(reading, etablissement.Code, key, ct),
            fichier = checks.Fichier,
            reserves = JsonText.Read<List<Reserve>>(candidat.Reserves),
            corrections = candidat.Corrections == "[]" ? null : candidat.ReadCorrections(),
            avertissements = JsonText.Read<List<Avertissement>>(candidat.Avertissements),
        });

        IEnumerable<string> ToCheck(VoeuRow row) => !row.EstVivant ? checks.OfGone?.Invoke(row) ?? []
            : enrolled.Contains(row.CodeFormation) ? ["Rien : une inscription administrative payée existe déjà pour cette formation."]
            : checks.OfWish(row);
    }

    // What a person still has to do about him, whichever of his formations it is about.
    private static Task<IReadOnlyList<TacheOuverte>> TasksAsync(
        WriteSession reading, string etablissement, CandidatKey key, CancellationToken ct) => reading.QueryAsync<TacheOuverte>(
        """
        SELECT id, type, sujet, message, creee_le FROM tache WHERE etablissement = @etablissement AND terminee_le IS NULL
          AND (sujet = @sujet OR sujet LIKE @below) ORDER BY id
        """,
        new { etablissement, sujet = new Sujet(key).ToString(), below = Sujet.Below(key) }, ct);

    private static async Task<HashSet<int>> EnrolledAsync(WriteSession reading, string etablissement, CandidatKey key,
        CancellationToken ct) => [.. await reading.QueryAsync<int>(
        """
        SELECT code_formation FROM inscription WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier
          AND payee AND NOT annulee AND code_formation IS NOT NULL
        """,
        new { etablissement, annee = key.Session, dossier = key.CodeCandidat }, ct)];

    private static IResult Unknown(HttpContext http, int session, int codeCandidat) =>
        http.Error(StatusCodes.Status404NotFound, "codeCandidat", $"Le dossier {codeCandidat} de la session {session} n'est pas connu.");

    internal sealed class TacheOuverte
    {
        public long Id { get; init; }
        public string Type { get; init; } = "";
        public string Sujet { get; init; } = "";
        public string Message { get; init; } = "";
        public DateTimeOffset CreeeLe { get; init; }
    }
}
