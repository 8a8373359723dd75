using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Pages;

/// <summary>The flat files of OPI: generated, taken away, and told what became of them.</summary>
internal static class LotsPages
{
    private const string Ici = "/lots-opi";
    private const string Lot = Ici + "/{lot:int}";

    public static IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) =>
        ParFichiers(etablissement) ? [new EntreeMenu("Lots OPI", Ici, Niveau.Lecture, 46, GroupeMenu.Echanger)] : [];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Ici, ShowAllAsync).Pour(Niveau.Lecture);
        pages.MapPost(Ici, GenerateAsync).Pour(Niveau.Scolarite);
        pages.MapGet(Lot, (int lot, HttpContext http, LotBook lots, EffetsCloture effects) => WithAsync(lot, http, lots, async row =>
            http.Page<LotPage>($"Lot n° {lot}", new LotModel
            {
                Lot = row, Effet = row.Is(EtatLot.Publie) ? await effects.DeAsync(row, http.RequestAborted) : null,
            }))).Pour(Niveau.Lecture);
        pages.MapGet(Lot + "/manifeste", (int lot, HttpContext http, LotBook lots) =>
            WithAsync(lot, http, lots, row => Task.FromResult(row is { Conserve: true, Manifeste: { } text }
                ? Results.File(Encoding.UTF8.GetBytes(text), "application/json", row.NomManifeste)
                : Gone(http, LotTelechargement.Absent(row))))).Pour(Niveau.Lecture);
        foreach (var nature in Enum.GetValues<NatureFichier>())
            pages.MapGet($"{Lot}/{Nom(nature)}", (int lot, HttpContext http, LotBook lots, LotTelechargement file) =>
                WithAsync(lot, http, lots, async row =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return await file.RepondreAsync(http, row, nature) is { } reason ? Gone(http, reason) : Results.Empty;
                })).Pour(Niveau.Scolarite).Consulte(ActeAudit.DonneesExportees);
        pages.MapPost(Lot + "/confirmer", ConfirmAsync).Pour(Niveau.Scolarite);
        pages.MapPost(Lot + "/rejeter", RejectAsync).Pour(Niveau.Scolarite);
    }

    /// <summary>The last part of the address of a file.</summary>
    internal static string Nom(NatureFichier nature) => nature == NatureFichier.Habituel ? "habituel" : "defavorable";

    private static bool ParFichiers(EtablissementModel etablissement) =>
        etablissement.Document.Sis == Sis.Apogee && etablissement.Document.Opi.Voie == VoieOpi.Fichiers;

    private static async Task<IResult> ShowAllAsync(HttpContext http, LotBook lots, GenerationBook generations)
    {
        var etablissement = http.Etablissement();
        return http.Page<LotsPage>("Lots d'OPI", new LotsModel
        {
            Lots = await lots.ListAsync(etablissement.Code, http.RequestAborted),
            Generations = await generations.ListAsync(etablissement.Code, http.RequestAborted), ParFichiers = ParFichiers(etablissement),
        });
    }

    // The page that follows shows how far it is: a large lot takes longer than anybody waits for a page.
    private static async Task<IResult> GenerateAsync(HttpContext http, DemandeLot demande)
    {
        var etablissement = http.Etablissement();
        if (!ParFichiers(etablissement)) return http.Echec(StatusCodes.Status409Conflict, LotGenerator.AutreVoie);
        await demande.DemanderAsync(etablissement.Code, http.Caller().Nom, http.RequestAborted);
        return http.Suite(http.CheminEtablissement(Ici));
    }

    private static async Task<IResult> ConfirmAsync(int lot, HttpContext http, LotClosing closing) => After(http, lot,
        await closing.ConfirmAsync(http.Etablissement().Code, lot, http.Caller().Nom, http.RequestAborted),
        $"Lot n° {lot} confirmé : ses OPI comptent comme transmises.");

    private static async Task<IResult> RejectAsync(int lot, HttpContext http, LotClosing closing)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["motif"].ToString().Trim() is not { Length: > 0 } motif)
            return http.Echec(StatusCodes.Status400BadRequest, "Indiquer le motif du rejet : il reste affiché avec le lot.");
        return After(http, lot,
            await closing.RejectAsync(http.Etablissement().Code, lot, http.Caller().Nom, motif, http.RequestAborted),
            $"Lot n° {lot} rejeté : ce qu'il apportait partira avec le prochain lot.");
    }

    private static IResult After(HttpContext http, int lot, Cloture closed, string done) => closed.Issue switch
    {
        IssueCloture.Faite => http.Suite(http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"{Ici}/{lot}")), done),
        IssueCloture.Inconnu => http.Echec(StatusCodes.Status404NotFound, closed.Message),
        IssueCloture.NonConserve => Gone(http, closed.Message),
        _ => http.Echec(StatusCodes.Status409Conflict, closed.Message),
    };

    private static IResult Gone(HttpContext http, string reason) => http.Echec(StatusCodes.Status410Gone, reason);

    private static async Task<IResult> WithAsync(int lot, HttpContext http, LotBook lots, Func<LotRow, Task<IResult>> answer) =>
        await lots.FindAsync(http.Etablissement().Code, lot, http.RequestAborted) is { } row ? await answer(row)
            : http.Echec(StatusCodes.Status404NotFound, $"Aucun lot n'a le numéro {lot}.");
}
