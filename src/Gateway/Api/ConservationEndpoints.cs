using System.Globalization;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Api;

/// <summary>
/// People's data leave (rule J5): what is kept, what went, and the acts that erase. Each has a dry run, and asks to be confirmed.
/// </summary>
internal static class ConservationEndpoints
{
    private const int LargestBody = 16 * 1024;

    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/conservation", StateAsync);
        admin.MapGet("/conservation/essai", async (HttpContext http, ConservationService service) =>
            ApiErrors.Json(Describe(await service.RetentionAsync(http.RequestAborted))));
        admin.MapPost("/campagnes/{session:int}/clore", (
            int session, string? confirmer, bool? essai, HttpContext http, ConservationService service) =>
            ActAsync(http, session, confirmer, essai, service.CloreAsync));
        admin.MapPost("/campagnes/{session:int}/purger", (
            int session, string? confirmer, bool? essai, HttpContext http, ConservationService service) =>
            ActAsync(http, session, confirmer, essai, service.PurgerAsync));
        // The INE in the body: addresses stand in logs.
        admin.MapPost("/personnes/exporter", ExportAsync);
        admin.MapPost("/personnes/effacer", EraseAsync);
    }

    public static object Describe(RapportConservation rapport) =>
        new { rapport.Essai, lignes = rapport.Bilan.Liste, total = rapport.Bilan.Total, rapport.Fichiers };

    private static async Task<IResult> StateAsync(
        HttpContext http, ConservationService service, ConservationOptions options, ConfigurationDirectory directory) => ApiErrors.Json(new
    {
        durees = new { options.MessagesMois, options.EchangesMois, options.RapportsMois, options.DossiersMois },
        closes = directory.Current.Closes.Select(c => new { c.Session, c.CloseLe, c.Par, c.PurgeeLe }),
        compteurs = await service.CompteursAsync(null, http.RequestAborted),
        passages = (await service.PassagesAsync(http.RequestAborted)).Select(p => new
        {
            p.Id, p.Acte, p.Session, etablissement = p.Code, p.Auteur, p.Etat, p.DemandeLe, p.TermineLe,
            lignes = p.LireBilan().Liste,
        }),
    });

    private static async Task<IResult> ActAsync(
        HttpContext http, int session, string? confirmer, bool? essai,
        Func<int, bool, string, CancellationToken, Task<RapportConservation>> act)
    {
        if (essai != true && confirmer != session.ToString(CultureInfo.InvariantCulture))
            return http.Error(StatusCodes.Status409Conflict, "confirmer",
                $"C'est définitif : voir d'abord ?essai=true, puis ajouter ?confirmer={session} à l'adresse.");
        var rapport = await act(session, essai == true, http.Caller().Nom, http.RequestAborted);
        return rapport.Refus is { } refus ? http.Error(StatusCodes.Status409Conflict, "session", refus) : ApiErrors.Json(Describe(rapport));
    }

    private static async Task<IResult> ExportAsync(HttpContext http, ConservationService service)
    {
        var (demande, refused) = await ReadAsync(http);
        if (refused is not null) return refused;
        var (export, refus) = await service.ExporterAsync(demande!.Personne, http.RequestAborted);
        return refus is not null ? http.Error(StatusCodes.Status409Conflict, "", refus) : ApiErrors.Json(export);
    }

    private static async Task<IResult> EraseAsync(bool? essai, HttpContext http, ConservationService service)
    {
        var (demande, refused) = await ReadAsync(http);
        if (refused is not null) return refused;
        if (essai != true && demande!.Confirmer != true)
            return http.Error(StatusCodes.Status409Conflict, "confirmer",
                "C'est définitif : voir d'abord ?essai=true, puis ajouter \"confirmer\": true à la demande.");
        var rapport = await service.EffacerAsync(demande!.Personne, essai == true, http.Caller().Nom, http.RequestAborted);
        return rapport.Refus is { } refus ? http.Error(StatusCodes.Status409Conflict, "", refus)
            : ApiErrors.Json(Describe(new RapportConservation(rapport.Essai, rapport.Bilan, rapport.Fichiers)));
    }

    private static async Task<(DemandeEffacement? Demande, IResult? Refused)> ReadAsync(HttpContext http)
    {
        if (await http.ReadBodyAsync(LargestBody) is not { } body)
            return (null, http.Error(StatusCodes.Status413PayloadTooLarge, "", "Demande trop volumineuse : 16 Kio au plus."));
        if (DocumentReader.TryRead<DemandeEffacement>(body, out var demande) is { } error)
            return (null, http.Errors(StatusCodes.Status400BadRequest, [error]));
        return demande!.Personne.Erreur() is var (champ, message)
            ? (null, http.Error(StatusCodes.Status400BadRequest, champ, message)) : (demande, null);
    }
}

/// <summary>Whom a request is about; <c>confirmer</c> where it erases.</summary>
internal sealed record DemandeEffacement
{
    public string? Ine { get; init; }
    public int? Session { get; init; }
    public int? CodeCandidat { get; init; }
    public string? Etablissement { get; init; }
    public bool? Confirmer { get; init; }

    internal DemandePersonne Personne => new(Ine, Session, CodeCandidat, Etablissement);
}
