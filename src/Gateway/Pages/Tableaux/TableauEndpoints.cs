using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Tableaux;

/// <summary>
/// Takes a table away and brings it back: first what it would change, errors by line and column; what was shown is what is recorded.
/// </summary>
public static class TableauEndpoints
{
    /// <summary>The field of the file.</summary>
    public const string Champ = "fichier";

    private const int LargestFile = 4 * 1024 * 1024;

    internal static void Map(RouteGroupBuilder etablissement, ITableauReglage tableau)
    {
        var file = tableau.Chemin + "/fichier";
        etablissement.MapGet(file, async ([Parmi("csv", TableauSortie.Classeur)] string? format, HttpContext http) =>
            await TableauSortie.RepondreAsync(http, await tableau.SortirAsync(http), tableau.NomFichier, format)).Pour(Niveau.Lecture);
        etablissement.MapPost(file, (HttpContext http, Brouillons drafts) => TakeAsync(http, drafts, tableau))
            .Pour(Niveau.Administrateur).RecoitFichier(LargestFile);
        etablissement.MapGet(file + "/{id:long}", (long id, HttpContext http, Brouillons drafts, Reglage reglage) =>
            TryAsync(id, http, drafts, reglage, tableau)).Pour(Niveau.Administrateur).BulkSend();
        etablissement.MapPost(file + "/{id:long}", (long id, HttpContext http, Brouillons drafts, Reglage reglage) =>
            RecordAsync(id, http, drafts, reglage, tableau)).Pour(Niveau.Administrateur).BulkSend();
    }

    private static async Task<IResult> TakeAsync(HttpContext http, Brouillons drafts, ITableauReglage tableau)
    {
        var form = await FormulaireFichier.LireAsync(http);
        if (form.Fichier is not { } file || string.IsNullOrEmpty(form.Nom))
            return http.Suite(http.CheminEtablissement(tableau.Chemin), "Aucun fichier n'a été choisi : rien n'a été lu.");
        return await drafts.GarderAsync(http.Etablissement().Code, file, LargestFile, http.RequestAborted) is { } id
            ? http.Suite(http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"{tableau.Chemin}/fichier/{id}")))
            : http.Echec(StatusCodes.Status413PayloadTooLarge, "Fichier trop volumineux : 4 Mio au plus.");
    }

    private static async Task<IResult> TryAsync(long id, HttpContext http, Brouillons drafts, Reglage reglage, ITableauReglage tableau)
    {
        if (await drafts.LireAsync(http.Etablissement().Code, id, http.RequestAborted) is not { } file) return Gone(http);
        return Show(http, await TrialAsync(http, reglage, tableau, file));
    }

    private static async Task<IResult> RecordAsync(long id, HttpContext http, Brouillons drafts, Reglage reglage, ITableauReglage tableau)
    {
        if (await drafts.LireAsync(http.Etablissement().Code, id, http.RequestAborted) is not { } file) return Gone(http);
        var trial = await TrialAsync(http, reglage, tableau, file);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        // Somebody else changed the set-up meanwhile: what was read is not what would be done.
        if (trial.Erreurs.Count > 0 || form["vu"] != trial.Vu) return Show(http, trial with { AChange = true });
        if (await reglage.AppliquerAsync(trial.Changement, http.Caller().Nom, http.RequestAborted) is { Count: > 0 } errors)
            return Show(http, trial with { Erreurs = [.. errors.Select(trial.Lecture.Situer)] });
        await drafts.OublierAsync(id, http.RequestAborted);
        return http.Suite(http.CheminEtablissement(tableau.Chemin),
            Fr.Nombre(trial.Essai!.Differences.Count, "champ enregistré", "champs enregistrés")
            + " : les décisions sont réévaluées, les envois suivent.");
    }

    private static async Task<EssaiTableau> TrialAsync(HttpContext http, Reglage reglage, ITableauReglage tableau, byte[] file)
    {
        var reading = tableau.Lire(http, file);
        var change = Reglage.De(http.Etablissement().Code, reading.Changer);
        if (reading.Erreurs.Count > 0) return new(tableau, reading, change, null, reading.Erreurs, "");
        var trial = await reglage.EssayerAsync(change, http.RequestAborted);
        return new(tableau, reading, change, trial, [.. trial.Erreurs.Select(reading.Situer)], Fingerprint(trial));
    }

    // Of the set-up alone: how many candidates it turns goes on changing while somebody reads.
    private static string Fingerprint(EssaiReglage trial) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', trial.Differences))).AsSpan(0, 16));

    private static IResult Show(HttpContext http, EssaiTableau trial) => http.Page<TableauPage>(
        trial.Tableau.Titre, new TableauModel(trial),
        trial.Erreurs.Count > 0 ? StatusCodes.Status400BadRequest
            : trial.AChange ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);

    private static IResult Gone(HttpContext http) => http.Echec(StatusCodes.Status410Gone,
        "Cet essai n'est plus là : il est déjà enregistré, ou personne ne l'a confirmé dans le quart d'heure et le fichier est effacé. "
        + "Déposer le fichier à nouveau.");
}

/// <summary>A file and what it would do.</summary>
/// <param name="Vu">Says what was shown.</param>
internal sealed record EssaiTableau(
    ITableauReglage Tableau, LectureTableau Lecture, Func<ConfigurationSnapshot, ConfigurationDocument> Changement, EssaiReglage? Essai,
    IReadOnlyList<ErreurTableau> Erreurs, string Vu)
{
    /// <summary>It would do something else than what was shown.</summary>
    public bool AChange { get; init; }
}

// Razor makes components public; what they show stays the module's own.
/// <summary>The dry run of a file.</summary>
public sealed class TableauModel
{
    internal TableauModel(EssaiTableau essai) => Essai = essai;

    internal EssaiTableau Essai { get; }
}
