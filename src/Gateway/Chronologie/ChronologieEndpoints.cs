using Parcoursup.Gateway.Api;
using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Connecteur;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Evaluation;
using Parcoursup.Gateway.Fregata;
using Parcoursup.Gateway.Reconciliation;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Chronologie;

/// <summary>For one candidate: what happened, and why each wish is where it is.</summary>
internal static class ChronologieEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}/chronologie", TimelineAsync);
        group.MapGet("/candidats/{session:int}/{codeCandidat:int}/explication", ExplainAsync);
    }

    private static async Task<IResult> TimelineAsync(int session, int codeCandidat, HttpContext http, CandidatTimeline timeline)
    {
        var lines = await timeline.OfAsync(http.Etablissement().Code, new CandidatKey(session, codeCandidat), http.RequestAborted);
        return lines.Count == 0 ? Unknown(http, session, codeCandidat) : ApiErrors.Json(lines);
    }

    private static async Task<IResult> ExplainAsync(int session, int codeCandidat, HttpContext http, Database database, ConnectorGate gate, ConfigurationDirectory directory, IBusinessClock clock)
    {
        var ct = http.RequestAborted;
        var etablissement = http.Etablissement();
        var key = new CandidatKey(session, codeCandidat);
        await using var reading = await database.WriteAsync(ct);
        var book = await CandidatBook.LoadAsync(reading, etablissement.Code, [key], ct);
        if (book.Candidat(key) is not { } candidat) return Unknown(http, session, codeCandidat);

        var facts = await FactsAsync(reading, etablissement, key, gate, ct);
        if (etablissement.Document.Sis == Sis.Fregata)
            facts = facts with { Fregata = await FregataFacts.LoadAsync(reading, etablissement, key, directory.Current.Campagne(session), clock.Today, ct) };
        return ApiErrors.Json(new
        {
            session, codeCandidat,
            evaluationEnAttente = candidat.AEvaluer,
            voeux = book.VoeuxOf(key).OrderBy(v => v.CodeFormation).Select(v => WishExplanation.Of(etablissement, candidat, v, facts)),
            reserves = JsonText.Read<List<Reserve>>(candidat.Reserves),
        });
    }

    private static async Task<EnrolmentFacts> FactsAsync(WriteSession reading, EtablissementModel etablissement, CandidatKey key, ConnectorGate gate, CancellationToken ct)
    {
        var opi = await reading.FirstOrDefaultAsync<LivraisonRow>(
            "SELECT * FROM livraison WHERE destination = @destination AND etablissement = @code AND sujet = @sujet",
            new { destination = Destinations.ApogeeOpi, code = etablissement.Code, sujet = OpiWish.SubjectOf(key) }, ct);
        var enrolled = await reading.QueryAsync<int>(
            """
            SELECT code_formation FROM inscription WHERE etablissement = @code AND session = @annee AND code_candidat = @dossier
              AND payee AND NOT annulee AND code_formation IS NOT NULL
            """,
            new { code = etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct);
        return new EnrolmentFacts(opi, await gate.IsOpenAsync(reading, etablissement, ct), enrolled.ToHashSet());
    }

    private static IResult Unknown(HttpContext http, int session, int codeCandidat) =>
        http.Error(StatusCodes.Status404NotFound, "codeCandidat", $"Le dossier {codeCandidat} de la session {session} n'est pas connu.");
}
