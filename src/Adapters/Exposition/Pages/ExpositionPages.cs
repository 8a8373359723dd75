using System.Text.Json;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Diffusion;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Exposition.Pages;

/// <summary>
/// The matching of the catalogue for whoever runs the gateway: how much of it is covered and why the rest is not, line by line what was
/// tried, and what each run changed. Runs are begun on the command line, where their files are.
/// </summary>
internal static class ExpositionPages
{
    public const string Adresse = "/exposition";

    private const int Executions = 50;
    private const int LignesParPage = 100;

    public static IEnumerable<EntreeMenu> Menu(Utilisateur who) =>
        who.EstExploitant ? [new("Exposition", Adresse, Niveau.Exploitant, 45)] : [];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Adresse, ReportAsync).Pour(Niveau.Exploitant);
        pages.MapGet(Adresse + "/executions", async (HttpContext http, ExecutionBook book) => http.Page<ExecutionsPage>(
            "Exposition : exécutions", new ExecutionsModel { Executions = await book.ListeAsync(Executions, http.RequestAborted) }))
            .Pour(Niveau.Exploitant);
        pages.MapGet(Adresse + "/executions/{id:long}", RunAsync).Pour(Niveau.Exploitant);
        pages.MapGet(Adresse + "/formations", LinesAsync).Pour(Niveau.Exploitant);
        pages.MapGet(Adresse + "/formations/{cle}", LineAsync).Pour(Niveau.Exploitant);
    }

    private static async Task<IResult> ReportAsync(HttpContext http, ExecutionBook book)
    {
        var applied = await book.DerniereAppliqueeAsync(http.RequestAborted);
        var last = (await book.ListeAsync(1, http.RequestAborted)).SingleOrDefault();
        return http.Page<RapportPage>("Exposition", new RapportModel
        {
            Execution = applied, Rapport = ReportOf(applied), Depuis = last?.Id > (applied?.Id ?? 0) ? last : null,
        });
    }

    private static async Task<IResult> RunAsync(long id, HttpContext http, ExecutionBook book) =>
        await book.TrouverAsync(id, http.RequestAborted) is { } run
            ? http.Page<ExecutionPage>($"Exposition : exécution n° {id}", new RapportModel { Execution = run, Rapport = ReportOf(run) })
            : http.Echec(StatusCodes.Status404NotFound, $"Aucune exécution n'a le numéro {id}.");

    private static async Task<IResult> LinesAsync(
        string? cle, [CouvertureDite] string? couverture, [RaisonDite] string? raison, string? apres, HttpContext http, DiffusionBook book)
    {
        if (Texte.Net(cle) is { } sought) return http.Suite($"{Adresse}/formations/{Uri.EscapeDataString(sought)}");
        var (wanted, reason) = (CouvertureDiteAttribute.Lire(couverture), RaisonDiteAttribute.Lire(raison));
        var run = await book.ExecutionAsync(http.RequestAborted);
        var rows = run is null ? [] : await book.PageAsync(
            run.Id, new(Texte.Net(apres), wanted, reason, LignesParPage + 1), http.RequestAborted);
        return http.Page<LignesPage>("Exposition : formations", new LignesModel
        {
            EstVide = run is null, Couverture = wanted, Raison = reason, Lignes = [.. rows.Take(LignesParPage).Select(Read)],
            Suivante = rows.Count > LignesParPage ? rows[LignesParPage - 1].Cle : null,
        });
    }

    private static async Task<IResult> LineAsync(string cle, HttpContext http, DiffusionBook book)
    {
        if (await book.ExecutionAsync(http.RequestAborted) is not { } run) return Unknown(http, cle);
        if (await book.LigneAsync(run.Id, cle, http.RequestAborted) is { } row)
            return http.Page<LignePage>($"Exposition : formation {cle}", new LigneModel { Ligne = Read(row), Jour = run.JourMetier });
        // The catalogue of publication knows it by another number.
        return await book.ParInscriptionAsync(run.Id, cle, http.RequestAborted) switch
        {
            [] => Unknown(http, cle),
            [var only] => http.Suite($"{Adresse}/formations/{Uri.EscapeDataString(only.Cle)}"),
            var several => http.Page<LignesPage>("Exposition : formations",
                new LignesModel { Inscription = cle, Lignes = [.. several.Select(Read)] }),
        };
    }

    private static RapportView? ReportOf(ExecutionRow? run) =>
        run?.Rapport is { } stored ? JsonSerializer.Deserialize<RapportView>(stored, CommandOutput.Options) : null;

    private static LigneApparieeView Read(LigneServie row) =>
        JsonSerializer.Deserialize<LigneApparieeView>(row.Contenu, CommandOutput.Options)!;

    private static IResult Unknown(HttpContext http, string cle) => http.Echec(StatusCodes.Status404NotFound,
        $"{Cite.De(cle)} n'est ni un CODEFORMATIONACCUEIL ni un CODEFORMATIONINSCRIPTION du dernier appariement appliqué.");
}
