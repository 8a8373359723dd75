using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Pages;

/// <summary>An export of candidates: deposited, shown as a dry run, confirmed or dropped, followed to its end.</summary>
internal static class ImportationPages
{
    private const string Ici = FichiersPages.Adresse + "/importations";
    private const int Lignes = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost(Ici, TakeAsync).Pour(Niveau.Scolarite).RecoitFichier(ImportationDepot.LargestFile);
        pages.MapGet(Ici + "/{id:long}", (long id, HttpContext http, Database database, ImportationBook book) =>
            WithAsync(id, http, database, book, row => Task.FromResult(Show(http, row)))).Pour(Niveau.Lecture);
        pages.MapGet(Ici + "/{id:long}/lignes",
            (long id, NatureAnomalie? nature, int? page, HttpContext http, Database database, ImportationBook book) =>
            WithAsync(id, http, database, book,
                row => ListAsync(http, database, row, NatureEnClair.De(nature?.ToString()), Math.Max(1, page ?? 1))))
            .Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        pages.MapPost(Ici + "/{id:long}/confirmer",
            (long id, HttpContext http, Database database, ImportationBook book, ImportationDepot depot) =>
            WithAsync(id, http, database, book, async row => After(http, row.Id,
                await depot.ConfirmAsync(row, http.Caller().Nom, http.TraceIdentifier, http.RequestAborted) ? "Importation confirmée."
                : "Rien n'a été fait : cette importation est déjà confirmée ou abandonnée, ou son analyse n'est pas terminée.")))
            .Pour(Niveau.Scolarite);
        pages.MapPost(Ici + "/{id:long}/abandonner",
            (long id, HttpContext http, Database database, ImportationBook book, ImportationDepot depot) =>
            WithAsync(id, http, database, book, async row => After(http, row.Id,
                await depot.AbandonAsync(row, http.Caller().Nom, http.RequestAborted) ?? "Importation abandonnée : rien n'a changé.")))
            .Pour(Niveau.Scolarite);
    }

    // What is told of the file is judged before the file is read.
    private static async Task<IResult> TakeAsync(HttpContext http, CiblesImportation cibles, ImportationDepot depot, FichiersPages first)
    {
        var (form, etablissement) = (await FormulaireFichier.LireAsync(http), http.Etablissement());
        var told = new SaisieExport(form["session"], form["formation"].Trim(), form["uai"], form["formationNouvelle"] == "oui");
        var (cible, champ, message) = await cibles.FindAsync(etablissement, new DemandeImportation(
            Number(told.Session), Number(told.Formation), told.Uai.Length > 0 ? told.Uai : null, told.FormationNouvelle),
            http.RequestAborted);
        if (cible is null) return await first.MontrerAsync(http, told, new Erreur(champ, message));
        if (form.Fichier is not { } file)
            return await first.MontrerAsync(http, told, new Erreur(FichiersPages.Champ, "Choisir le fichier exporté de Parcoursup."));
        return await depot.TakeAsync(etablissement.Code, cible, form.Nom, file, http.Caller().Nom, http.RequestAborted) is { } id
            ? http.Suite(http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"{Ici}/{id}")))
            : http.Echec(StatusCodes.Status413PayloadTooLarge,
                "Fichier trop volumineux : 512 Mio au plus. Un fichier contient les admis d'une seule formation.");
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult Show(HttpContext http, ImportationRow row) =>
        http.Page<ImportationPage>($"Importation n° {row.Id}", new ImportationModel
        {
            Row = row, Progression = ProgressionView.Of(row),
            Analyse = row.Rapport is null ? null : JsonText.Read<RapportAnalyse>(row.Rapport),
        });

    private static async Task<IResult> ListAsync(HttpContext http, Database database, ImportationRow row, NatureEnClair? nature, int page)
    {
        if (nature is null) return http.Echec(StatusCodes.Status404NotFound, "Cette liste n'existe pas : revenir à l'importation.");
        var rows = await ImportationBook.AnomaliesAsync(
            database, row, nature.Nature.ToString(), Lignes + 1, (page - 1) * (long)Lignes, http.RequestAborted);
        return http.Page<AnomaliesPage>($"{nature.Titre}, importation n° {row.Id}", new AnomaliesModel
        {
            Row = row, Nature = nature, Lignes = [.. rows.Take(Lignes)], Page = page, ASuivre = rows.Count > Lignes,
        });
    }

    private static IResult After(HttpContext http, long id, string message) =>
        http.Suite(http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"{Ici}/{id}")), message);

    private static async Task<IResult> WithAsync(
        long id, HttpContext http, Database database, ImportationBook book, Func<ImportationRow, Task<IResult>> answer) =>
        await book.FindAsync(database, http.Etablissement().Code, id, http.RequestAborted) is { } row ? await answer(row)
            : http.Echec(StatusCodes.Status404NotFound, $"Aucune importation n'a le numéro {id}.");
}
