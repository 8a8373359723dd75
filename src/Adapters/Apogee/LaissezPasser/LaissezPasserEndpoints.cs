using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>Giving laissez-passer, and what became of them.</summary>
internal static class LaissezPasserEndpoints
{
    private const int LargestBody = 64 * 1024;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/laissez-passer", GiveAsync).BulkSend();
        group.MapGet("/laissez-passer", async (int? session, HttpContext http, Database database, LaissezPasserBook book) =>
            ApiErrors.Json((await book.ListAsync(database, http.Etablissement().Code, session, null, http.RequestAborted))
                .Select(Describe))).Consulte(ActeAudit.ListeConsultee);
    }

    private static async Task<IResult> GiveAsync(HttpContext http, Database database, LaissezPasserGift gift, LaissezPasserBook book)
    {
        if (await http.ReadBodyAsync(LargestBody) is not { } body)
            return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Demande trop volumineuse : 64 Kio au plus.");
        var error = DocumentReader.TryRead<LaissezPasserDemande>(body, out var demande) ?? demande!.Check();
        if (error is not null) return http.Errors(StatusCodes.Status400BadRequest, [error]);

        var etablissement = http.Etablissement();
        var don = await gift.GiveAsync(etablissement, demande!, http.Caller().Nom, http.RequestAborted);
        if (!don.Donne) return http.Error(don.Statut, don.Champ, don.Message);

        var suivi = await book.ListAsync(database, etablissement.Code, null, don.Sujet, http.RequestAborted);
        return ApiErrors.Json(Describe(suivi[0]), don.Nouveau ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static object Describe(LaissezPasserSuivi s) => new
    {
        s.Session, s.CodeCandidat, vet = new { s.CodCge, s.CodEtp, s.CodVrsVet }, s.Type, s.Commentaire, s.DonneLe, s.DonnePar,
        s.Etat, s.Tentatives, s.Message, s.Explication, s.Livraison, s.RetireLe, s.MotifRetrait,
    };
}
