using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Pages;

/// <summary>
/// Results of the baccalauréat by a file: what they would do first; the very same bytes are recorded when somebody says so.
/// </summary>
internal static class ResultatsPages
{
    private const string Ici = FichiersPages.Adresse + "/resultats";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost(Ici, TakeAsync).Pour(Niveau.Scolarite).RecoitFichier(BacIntake.LargestFile);
        pages.MapGet(Ici + "/{id:long}", TryAsync).Pour(Niveau.Scolarite).Consulte(ActeAudit.ListeConsultee).BulkSend();
        pages.MapPost(Ici + "/{id:long}", RecordAsync).Pour(Niveau.Scolarite).BulkSend();
    }

    private static async Task<IResult> TakeAsync(HttpContext http, Brouillons drafts, FichiersPages first)
    {
        var form = await FormulaireFichier.LireAsync(http);
        if (form.Fichier is not { } file)
            return await first.MontrerAsync(http, null, new Erreur(FichiersPages.ChampResultats, "Choisir le fichier de résultats."));
        return await drafts.GarderAsync(http.Etablissement().Code, file, BacIntake.LargestFile, http.RequestAborted) is { } id
            ? http.Suite(http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"{Ici}/{id}")))
            : http.Echec(StatusCodes.Status413PayloadTooLarge, "Fichier trop volumineux : 64 Mio au plus, le découper.");
    }

    private static async Task<IResult> TryAsync(long id, HttpContext http, Brouillons drafts, BacIntake intake)
    {
        if (await drafts.LireAsync(http.Etablissement().Code, id, http.RequestAborted) is not { } file) return Gone(http);
        var (trial, unreadable) = await intake.TakeAsync(
            http.Etablissement(), file, null, essai: true, http.Caller().Nom, http.TraceIdentifier, http.RequestAborted);
        return http.Page<ResultatsPage>("Résultats du bac", new EssaiResultatsModel { Id = id, Essai = trial, Illisible = unreadable },
            unreadable is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> RecordAsync(long id, HttpContext http, Brouillons drafts, BacIntake intake)
    {
        if (await drafts.LireAsync(http.Etablissement().Code, id, http.RequestAborted) is not { } file) return Gone(http);
        var (done, unreadable) = await intake.TakeAsync(
            http.Etablissement(), file, null, essai: false, http.Caller().Nom, http.TraceIdentifier, http.RequestAborted);
        if (done is null) return http.Echec(StatusCodes.Status400BadRequest, unreadable!);
        // Recorded twice, they say what is known: a file that is still there when this fails does no harm.
        await drafts.OublierAsync(id, http.RequestAborted);
        return http.Suite(http.CheminEtablissement(FichiersPages.Adresse + "#resultats"),
            Fr.Nombre(done.Acceptees, "résultat enregistré", "résultats enregistrés")
            + " : les décisions sont réévaluées, les envois suivent.");
    }

    private static IResult Gone(HttpContext http) => http.Echec(StatusCodes.Status410Gone,
        "Cet essai n'est plus là : il est déjà enregistré, ou personne ne l'a confirmé dans le quart d'heure et le fichier est effacé. "
        + "La page « Fichiers » montre ce qui a été enregistré ; sinon, déposer le fichier à nouveau.");
}
