using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>The daily files of Scolarix by REST: hand one in, list them, read what was wrong.</summary>
internal static class RetourEndpoints
{
    public const int LargestFile = 64 * 1024 * 1024;
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static void Map(RouteGroupBuilder group)
    {
        var scolarix = group.MapGroup("/scolarix/retours").AddEndpointFilter(ScolarixOnly.InvokeAsync);
        scolarix.MapPost("", TakeAsync).BulkSend();
        scolarix.MapGet("", async (HttpContext http, RetourBook book) =>
            ApiErrors.Json((await book.ListAsync(http.Etablissement().Code, http.RequestAborted)).Select(r => Describe(r))));
        scolarix.MapGet("/{id:long}", async (long id, int? page, HttpContext http, RetourBook book) =>
            await book.FindAsync(http.Etablissement().Code, id, http.RequestAborted) is { } row
                ? ApiErrors.Json(Describe(row, await LinesAsync(book, row, page ?? 1, http.RequestAborted)))
                : http.Error(StatusCodes.Status404NotFound, "id", $"Aucun retour n'a le numéro {id}.")).Consulte(ActeAudit.ListeConsultee);
    }

    private static async Task<IResult> TakeAsync(string? nom, int? session, HttpContext http, RetourIntake intake, RetourBook book)
    {
        var etablissement = http.Etablissement();
        var choix = intake.Choisir(session);
        if (choix.Session is not { } annee) return http.Error(choix.Statut, choix.Champ, choix.Refus);
        if (await http.ReadBodyAsync(LargestFile) is not { } body)
            return http.Error(StatusCodes.Status413PayloadTooLarge, "", "Fichier trop volumineux : 64 Mio au plus, le découper.");
        if (body.Length == 0)
            return http.Error(StatusCodes.Status400BadRequest, "", "Le fichier est vide.");

        var taken = await intake.TakeAsync(etablissement, annee, NomFichier.De(nom) is { Length: > 0 } name ? name : "(envoi)",
            http.Caller().Nom, body, Patience, http.RequestAborted);
        return taken.Retour switch
        {
            { Etat: nameof(EtatRetour.Rejete) } rejected => http.Error(StatusCodes.Status400BadRequest, "", rejected.Message!),
            { IsOver: false } waiting => ApiErrors.Json(Describe(waiting), StatusCodes.Status202Accepted),
            var row => ApiErrors.Json(Describe(row, await LinesAsync(book, row, 1, http.RequestAborted), taken.DejaRecu)),
        };
    }

    private static async Task<Lignes> LinesAsync(RetourBook book, RetourRow row, int page, CancellationToken ct)
    {
        Task<IReadOnlyList<LigneVueRow>> Of(NatureLigne nature) => book.LinesAsync(row.Id, nature, Math.Max(1, page), PageSize, ct);
        return new Lignes(await Of(NatureLigne.Refusee), await Of(NatureLigne.NonRapprochee), await Of(NatureLigne.Depassee));
    }

    private static object Describe(RetourRow row, Lignes? lignes = null, bool dejaRecu = false) => new
    {
        row.Id, row.Session, row.Nom, row.Etat, row.RecuLe, row.Par, row.Octets, row.Lignes, row.Acceptees, row.Inchangees, row.Depassees,
            row.NonRapprochees, row.Refusees,
        row.Remontee, message = dejaRecu ? "Ce fichier a déjà été reçu : rien n'a changé." : row.Message, dejaRecu,
        lignes?.Refus, lignes?.Attentes, lignes?.Depassements,
    };

    /// <summary>A page of the lines that a person may want to see, by what became of them.</summary>
    internal sealed record Lignes(IReadOnlyList<LigneVueRow> Refus, IReadOnlyList<LigneVueRow> Attentes,
        IReadOnlyList<LigneVueRow> Depassements);
}
