using System.Text;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Adapters.Scolarix;

/// <summary>Scolarix by REST: snapshots, their movements and guards, undecided candidates, declarations.</summary>
internal static class ScolarixEndpoints
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static void Map(RouteGroupBuilder group)
    {
        group = group.MapGroup("").AddEndpointFilter(ScolarixOnly.InvokeAsync);
        group.MapPost("/scolarix/instantanes", RequestAsync);
        group.MapGet("/scolarix/instantanes", async (int? session, HttpContext http, InstantaneBook book) =>
            ApiErrors.Json((await book.ListAsync(http.Etablissement().Code, session, http.RequestAborted)).Select(Describe)));
        group.MapGet("/scolarix/instantanes/{numero:int}", (int numero, HttpContext http, InstantaneBook book) =>
            WithAsync(numero, http, book, row => Task.FromResult(ApiErrors.Json(Describe(row)))));
        group.MapGet("/scolarix/instantanes/{numero:int}/manifeste", (int numero, HttpContext http, InstantaneBook book) =>
            WithAsync(numero, http, book, row => Task.FromResult(
                row.EstLa ? Results.File(Encoding.UTF8.GetBytes(row.Manifeste!), "application/json", row.NomManifeste)
                : FichierInstantane.Absent(http, row))));
        group.MapGet("/scolarix/instantanes/{numero:int}/fichier",
            (int numero, HttpContext http, InstantaneBook book, FichierInstantane fichier) =>
            WithAsync(numero, http, book, row => fichier.RemettreAsync(http, row))).Consulte(ActeAudit.DonneesExportees);
        group.MapGet("/scolarix/instantanes/{numero:int}/mouvements", (
                int numero, NatureMouvement? nature, int? page, HttpContext http, InstantaneBook book, MouvementBook movements) =>
            WithAsync(numero, http, book, row => MovementsAsync(http, movements, row, nature, page)))
            .Consulte(ActeAudit.ListeConsultee);
        group.MapPost("/scolarix/instantanes/{numero:int}/confirmer",
            (int numero, HttpContext http, InstantaneBook book, InstantaneRunner runner, InstantaneGestes gestes) =>
            WithAsync(numero, http, book, row => SettleAsync(http, row, EtatGarde.Confirmee, runner, gestes)));
        group.MapPost("/scolarix/instantanes/{numero:int}/rejeter",
            (int numero, HttpContext http, InstantaneBook book, InstantaneRunner runner, InstantaneGestes gestes) =>
            WithAsync(numero, http, book, row => SettleAsync(http, row, EtatGarde.Rejetee, runner, gestes)));
        group.MapGet("/scolarix/a-decider", (int? session, int? page, HttpContext http, PopulationBook population) =>
            ListAsync(Presence.ADecider, session, page, http, population)).Consulte(ActeAudit.ListeConsultee);
        group.MapGet("/scolarix/ecartes", (int? session, int? page, HttpContext http, PopulationBook population) =>
            ListAsync(Presence.Ecartee, session, page, http, population)).Consulte(ActeAudit.ListeConsultee);
        group.MapPut("/scolarix/declarations/{session:int}/{codeCandidat:int}", DeclareAsync);
    }

    private static async Task<IResult> RequestAsync(int? session, HttpContext http, InstantaneGestes gestes, InstantaneRunner runner)
    {
        var asked = await gestes.DemanderAsync(http.Etablissement(), session, http.Caller().Nom, http.RequestAborted);
        return asked.Id is { } id ? await AnswerAsync(http, id, runner)
            : http.Error(StatusCodes.Status409Conflict, asked.Champ, asked.Refus);
    }

    private static async Task<IResult> SettleAsync(
        HttpContext http, InstantaneRow row, EtatGarde etat, InstantaneRunner runner, InstantaneGestes gestes) =>
        await gestes.TrancherAsync(row, etat, http.Caller().Nom, http.RequestAborted)
            ? await AnswerAsync(http, row.Id, runner)
            : http.Error(StatusCodes.Status409Conflict, "numero",
                $"L'instantané {row.Numero} n'attend pas de confirmation. {row.Message}".TrimEnd());

    private static async Task<IResult> AnswerAsync(HttpContext http, long id, InstantaneRunner runner)
    {
        var end = await runner.WaitAsync(id, LongestWait, http.RequestAborted);
        if (end.Is(EtatInstantane.Echec)) return http.Error(StatusCodes.Status500InternalServerError, "scolarix", end.Message!);
        return ApiErrors.Json(Describe(end), end.IsOver ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> WithAsync(int numero, HttpContext http, InstantaneBook book, Func<InstantaneRow,
        Task<IResult>> answer) =>
        await book.FindAsync(http.Etablissement().Code, numero, http.RequestAborted) is { } row
            ? await answer(row) : http.Error(StatusCodes.Status404NotFound, "numero", $"Aucun instantané n'a le numéro {numero}.");

    private static async Task<IResult> MovementsAsync(HttpContext http, MouvementBook movements, InstantaneRow row,
        NatureMouvement? nature, int? page)
    {
        var number = Math.Max(1, page ?? 1);
        var (total, rows) = await movements.PageAsync(row.Id, nature?.ToString(), number, http.RequestAborted);
        return ApiErrors.Json(new
        {
            row.Numero, row.Session, row.Precedent, row.Entrees, row.Sorties, row.Modifications, page = number, total, mouvements = rows,
        });
    }

    // Those on whom a person has to act.
    private static async Task<IResult> ListAsync(Presence presence, int? session, int? page, HttpContext http, PopulationBook population)
    {
        var (total, rows) = await population.PageAsync(http.Etablissement().Code, presence, session, Math.Max(1, page ?? 1),
            http.RequestAborted);
        return ApiErrors.Json(new { total, candidats = rows.Select(Describe) });
    }

    private static async Task<IResult> DeclareAsync(int session, int codeCandidat, JsonElement body, HttpContext http,
        BacDeclarationBook declarations)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("titulaire", out var given)
            || given.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
            return http.Error(StatusCodes.Status400BadRequest, "titulaire",
                "Indiquer titulaire : true (il a le baccalauréat ou un équivalent), false, ou null pour retirer la déclaration.");
        bool? titulaire = given.ValueKind == JsonValueKind.Null ? null : given.GetBoolean();
        return await declarations.DeclareAsync(http.Etablissement().Code, new CandidatKey(session, codeCandidat), titulaire,
            http.Caller().Nom, http.RequestAborted)
            ? Results.NoContent()
            : http.Error(StatusCodes.Status404NotFound, "codeCandidat",
                $"Le dossier {codeCandidat} de la session {session} n'est pas connu.");
    }

    private static object Describe(InstantaneRow row) => new
    {
        row.Id, row.Numero, row.Session, row.Etat, row.Par, row.Planifie, row.DemandeLe, row.CommenceLe, row.TermineLe, row.GenereLe,
        dureeMs = row is { CommenceLe: { } start, TermineLe: { } end } ? (long)(end - start).TotalMilliseconds : (long?)null,
        row.Precedent, row.Candidats, row.Entrees, row.Sorties, row.Modifications, comptes = row.ReadComptes(), row.Garde, row.Dossier,
        row.Conserve, fichier = row.ReadManifeste()?.Fichier, row.Sha256, row.Message,
    };

    private static object Describe(CandidatListe row)
    {
        var candidat = JsonText.Read<Domain.Candidats.Candidat>(row.Donnees);
        return new
        {
            row.Session, row.CodeCandidat, row.Ine, candidat.Nom, candidat.Prenom, candidat.Bac.Annee, candidat.Bac.Serie,
            row.Raison, row.Motif, row.DoubleDe,
        };
    }
}
