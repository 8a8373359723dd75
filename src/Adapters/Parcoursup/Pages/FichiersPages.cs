using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Adapters.Parcoursup.Resultats;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Pages;

/// <summary>The files that come from Parcoursup by hand: exports of candidates, results of the baccalauréat.</summary>
internal sealed class FichiersPages(Database database, BacDepots results, ConfigurationDirectory directory)
{
    public const string Adresse = "/fichiers";

    /// <summary>The field of an export.</summary>
    public const string Champ = "fichier";

    /// <summary>The field of a file of results.</summary>
    public const string ChampResultats = "resultats";

    public static EntreeMenu Menu { get; } = new("Fichiers", Adresse, Niveau.Lecture, 44, GroupeMenu.Echanger);

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(Adresse, (HttpContext http, FichiersPages first) => first.MontrerAsync(http)).Pour(Niveau.Lecture);
        ImportationPages.Map(pages);
        ResultatsPages.Map(pages);
    }

    /// <summary>The first page; with errors, what was typed is still there.</summary>
    public async Task<IResult> MontrerAsync(HttpContext http, SaisieExport? saisie = null, params IReadOnlyList<Erreur> erreurs)
    {
        var code = http.Etablissement().Code;
        return http.Page<FichiersPage>("Fichiers reçus de Parcoursup", new FichiersModel
        {
            Importations = await ImportationBook.ListAsync(database, code, http.RequestAborted),
            Resultats = await results.ListeAsync(code, http.RequestAborted),
            Sessions =
            [
                .. directory.Current.Campagnes.Select(c => c.Session).Where(s => directory.Current.Close(s) is null).OrderDescending(),
            ],
            Saisie = saisie ?? SaisieExport.Vide, Erreurs = erreurs,
        }, erreurs.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
