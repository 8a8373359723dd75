using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The flat files by REST: generate, list, download, confirm, reject.</summary>
internal static class FichiersEndpoints
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/fichiers", GenerateAsync);
        group.MapGet("/fichiers", async (HttpContext http, LotBook lots, GenerationBook generations) => ApiErrors.Json(new
        {
            lots = (await lots.ListAsync(http.Etablissement().Code, http.RequestAborted)).Select(Describe),
            generations = (await generations.ListAsync(http.Etablissement().Code, http.RequestAborted)).Select(Describe),
        }));
        group.MapGet("/fichiers/{lot:int}", (int lot, HttpContext http, LotBook lots) =>
            WithLotAsync(lot, http, lots, row => Task.FromResult(ApiErrors.Json(Describe(row)))));
        group.MapGet("/fichiers/{lot:int}/manifeste", (int lot, HttpContext http, LotBook lots) =>
            WithLotAsync(lot, http, lots, row => Task.FromResult(Manifest(http, row))));
        foreach (var nature in Enum.GetValues<NatureFichier>())
            group.MapGet($"/fichiers/{{lot:int}}/{(nature == NatureFichier.Habituel ? "habituel" : "defavorable")}",
                (int lot, HttpContext http, LotBook lots, LotTelechargement file) =>
                    WithLotAsync(lot, http, lots, async row => await file.RepondreAsync(http, row, nature) is { } reason
                        ? http.Error(StatusCodes.Status410Gone, "lot", reason) : Results.Empty))
                .Consulte(ActeAudit.DonneesExportees);
        group.MapPost("/fichiers/{lot:int}/confirmer", (int lot, HttpContext http, LotBook lots, LotClosing closing) =>
            CloseAsync(lot, http, lots, closing.ConfirmAsync(http.Etablissement().Code, lot, http.Caller().Nom, http.RequestAborted)));
        group.MapPost("/fichiers/{lot:int}/rejeter", (int lot, Rejet rejet, HttpContext http, LotBook lots, LotClosing closing) =>
            string.IsNullOrWhiteSpace(rejet.Motif)
                ? Task.FromResult(http.Error(
                    StatusCodes.Status400BadRequest, "motif", "Indiquer le motif du rejet : il reste affiché avec le lot."))
                : CloseAsync(lot, http, lots, closing.RejectAsync(
                    http.Etablissement().Code, lot, http.Caller().Nom, rejet.Motif.Trim(), http.RequestAborted)));
    }

    private static async Task<IResult> GenerateAsync(HttpContext http, DemandeLot demande, GenerationRunner runner)
    {
        var etablissement = http.Etablissement();
        if (etablissement.Document.Opi.Voie != VoieOpi.Fichiers)
            return http.Error(StatusCodes.Status409Conflict, "opi.voie", LotGenerator.AutreVoie);
        var id = await demande.DemanderAsync(etablissement.Code, http.Caller().Nom, http.RequestAborted);
        var end = await runner.WaitAsync(id, LongestWait, http.RequestAborted);
        return end.Etat switch
        {
            nameof(EtatGeneration.Terminee) => ApiErrors.Json(Describe(end)),
            nameof(EtatGeneration.Echec) => http.Error(StatusCodes.Status500InternalServerError, "opi.fichiers", end.Message!),
            _ => ApiErrors.Json(Describe(end), StatusCodes.Status202Accepted),
        };
    }

    private static async Task<IResult> WithLotAsync(int lot, HttpContext http, LotBook lots, Func<LotRow, Task<IResult>> answer) =>
        await lots.FindAsync(http.Etablissement().Code, lot, http.RequestAborted) is { } row
            ? await answer(row) : http.Error(StatusCodes.Status404NotFound, "lot", $"Aucun lot n'a le numéro {lot}.");

    private static IResult Manifest(HttpContext http, LotRow lot) => lot is { Conserve: true, Manifeste: { } text }
        ? Results.File(System.Text.Encoding.UTF8.GetBytes(text), "application/json", lot.NomManifeste)
        : http.Error(StatusCodes.Status410Gone, "lot", LotTelechargement.Absent(lot));

    private static async Task<IResult> CloseAsync(int lot, HttpContext http, LotBook lots, Task<Cloture> closing) => await closing switch
    {
        { Issue: IssueCloture.Faite } => await WithLotAsync(lot, http, lots, row => Task.FromResult(ApiErrors.Json(Describe(row)))),
        { Issue: IssueCloture.Inconnu } unknown => http.Error(StatusCodes.Status404NotFound, "lot", unknown.Message),
        { Issue: IssueCloture.NonConserve } expired => http.Error(StatusCodes.Status410Gone, "lot", expired.Message),
        var impossible => http.Error(StatusCodes.Status409Conflict, "lot", impossible.Message),
    };

    private static object Describe(LotRow lot) => new
    {
        lot = lot.Numero, lot.Session, lot.Etat, lot.GenereLe, lot.Par, lotPrecedent = lot.Precedent, nouvellesOpi = lot.Opi, lot.Dossier,
        lot.Conserve, lot.ManifesteSha256, fichiers = lot.ReadManifeste()?.Fichiers, lot.ClosLe, lot.ClosPar, lot.Message,
    };

    private static object Describe(GenerationRow generation) => new
    {
        generation.Id, generation.Etat, generation.Par, generation.DemandeeLe, generation.CommenceeLe, generation.TermineeLe,
        dureeMs = generation is { CommenceeLe: { } start, TermineeLe: { } end } ? (long)(end - start).TotalMilliseconds : (long?)null,
        generation.Opi, generation.Message,
    };

    internal sealed record Rejet(string? Motif);
}
