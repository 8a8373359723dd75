using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Temoin.Candidats;

/// <summary><c>GET /temoin/{uai}/candidats</c>: everything as it stands, so that an answer that gets lost loses nothing.</summary>
internal static class CandidatEndpoint
{
    public static void Map(IEndpointRouteBuilder group) => group.MapGet("/candidats",
        async (HttpContext http, Database database, CandidatBook book, TacheBook tasks) =>
        {
            var (code, ct) = (http.Etablissement().Code, http.RequestAborted);
            var rows = await database.WriteAsync(async session =>
            {
                await tasks.CloseAsync(session, code, TypeTache.TemoinAbsent, PlannedRelance.Sujet, ct);
                return await book.TakeAsync(session, code, ct);
            }, ct);
            return ApiErrors.Json(rows.Select(Line));
        });

    private static object Line(CandidatTemoin row)
    {
        var candidat = JsonText.Read<Candidat>(row.Donnees);
        return new { row.Session, row.CodeCandidat, row.CodeFormation, row.Admis, candidat.Nom, candidat.Prenom, candidat.Ine };
    }
}
