using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;
using Parcoursup.Gateway.Pages.Tableaux;

namespace Parcoursup.Gateway.Pages.Nomenclatures;

/// <summary>
/// Which code each value of a candidate has at the établissement; values without one, which are not handed on, stand first.
/// </summary>
public static class NomenclaturesEndpoints
{
    private const int LongestName = 60;

    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/nomenclatures", async (HttpContext http, ValeursManquantes missing) =>
            http.Page<NomenclaturesPage>("Nomenclatures", TableNomenclature.Toutes(
                http.Etablissement().Document, await missing.DeAsync(http.Etablissement(), http.RequestAborted)))).Pour(Niveau.Lecture);
        // A table that nobody made yet is one without entries: the name is that of a form.
        etablissement.MapGet("/nomenclatures/table", async (string? nom, HttpContext http, ValeursManquantes missing) =>
            await TableAsync(http, nom, missing) is not { } table ? Unknown(http)
            : Show(http, table, SaisieNomenclature.Of(table), null, 0, [])).Pour(Niveau.Lecture);
        etablissement.MapPost("/nomenclatures/table", SaveAsync).Pour(Niveau.Administrateur);
        TableauEndpoints.Map(etablissement, new NomenclaturesTableau());
    }

    private static async Task<IResult> SaveAsync(string? nom, HttpContext http, ValeursManquantes missing, Reglage reglage)
    {
        if (await TableAsync(http, nom, missing) is not { } table) return Unknown(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var typed = SaisieNomenclature.Of(form, table);
        var unreadable = typed.Errors().ToList();
        if (unreadable.Count > 0) return Show(http, table, typed, null, 0, unreadable);
        var change = Reglage.De(http.Etablissement().Code, document => TableNomenclature.Avec(document, table.Nom, typed.Dites));
        if (form["geste"] != "enregistrer")
        {
            var trial = await reglage.EssayerAsync(change, http.RequestAborted);
            return Show(http, table, typed, trial, Gained(table, typed), trial.Erreurs);
        }

        return await reglage.AppliquerAsync(change, http.Caller().Nom, http.RequestAborted) is { Count: > 0 } errors
            ? Show(http, table, typed, null, 0, errors)
            : http.Suite(http.CheminEtablissement("/nomenclatures"),
                $"Nomenclature « {table.Nom} » enregistrée : les envois des candidats concernés suivent.");
    }

    private static async Task<TableNomenclature?> TableAsync(HttpContext http, string? nom, ValeursManquantes missing) =>
        Texte.Net(nom) is { Length: <= LongestName } name ? TableNomenclature.De(
            name, http.Etablissement().Document, await missing.DeAsync(http.Etablissement(), http.RequestAborted)) : null;

    // How many values of candidates get a code.
    private static int Gained(TableNomenclature table, SaisieNomenclature typed)
    {
        var codes = typed.Dites.Where(line => line.Code.Length > 0).Select(line => line.Valeur).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return table.Manquantes.Where(m => codes.Contains(m.Valeur)).Sum(m => m.Candidats);
    }

    private static IResult Show(
        HttpContext http, TableNomenclature table, SaisieNomenclature typed, EssaiReglage? trial, int gained,
        IReadOnlyList<Erreur> errors) =>
        http.Page<NomenclaturePage>($"Nomenclature {table.Nom}", new Saisie(table, typed, trial, gained, errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static IResult Unknown(HttpContext http) => PageErreur.Introuvable(http,
        $"Le nom d'une nomenclature compte de 1 à {LongestName} caractères : le choisir dans la page « Nomenclatures ».");

    /// <summary>What a nomenclature is of, in words; null for one that somebody named himself.</summary>
    public static string? Dire(string nom) => nom switch
    {
        TablesNomenclature.SerieBac => "séries du baccalauréat", TablesNomenclature.MentionBac => "mentions du baccalauréat",
        TablesNomenclature.Pays => "pays et nationalités", TablesNomenclature.Departement => "départements", _ => null,
    };

    /// <param name="Gagnees">How many values of candidates are handed on then.</param>
    public sealed record Saisie(
        TableNomenclature Table, SaisieNomenclature Lignes, EssaiReglage? Essai, int Gagnees, IReadOnlyList<Erreur> Erreurs);
}
