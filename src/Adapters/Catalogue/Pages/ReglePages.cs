using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>The rules of the scope: the MOSS writes them, an instructor decides for his académie where a rule leaves it to him.</summary>
public static partial class ReglePages
{
    private const int MostShown = 100;

    public static void Map(RouteGroupBuilder catalogue)
    {
        catalogue.MapGet("/regles", async (HttpContext http, RegleBook book) =>
            http.Page<ReglesPage>("Règles", await TousAsync(http, book))).PourRoles(Qui.Tous);
        catalogue.MapGet("/regles/nouvelle", async (HttpContext http, RegleBook book) => http.Page<ReglePage>("Nouvelle règle", new Une(
            null, FormulaireRegle.Nouvelle, await book.VersionDocumentAsync(http.RequestAborted), [], []))).PourRoles(RoleEcrit.Moss);
        catalogue.MapPost("/regles/nouvelle", (HttpContext http, RegleBook book, EditionRegles edition) =>
            WriteAsync(null, http, book, edition)).PourRoles(RoleEcrit.Moss);
        catalogue.MapGet("/regles/{regle}", async (string regle, HttpContext http, RegleBook book) =>
            await FindAsync(regle, http, book) is { } found ? await ShowAsync(http, book, found) : Unknown(http, regle))
            .PourRoles(Qui.Tous);
        catalogue.MapPost("/regles/{regle}", (string regle, HttpContext http, RegleBook book, EditionRegles edition) =>
            WriteAsync(regle, http, book, edition)).PourRoles(RoleEcrit.Moss);
        catalogue.MapPost("/regles/{regle}/academie", DecideAsync).PourRoles(RoleEcrit.Moss, RoleEcrit.Instructeur);
    }

    private static async Task<IReadOnlyList<Ligne>> TousAsync(HttpContext http, RegleBook book)
    {
        var rows = (await book.RowsAsync(http.RequestAborted)).ToDictionary(row => row.Id);
        return [.. (await book.ListAsync(http.RequestAborted)).Select(r => new Ligne(r, rows[r.Id].Auteur, rows[r.Id].ModifieeLe))];
    }

    private static async Task<(Regle Regle, JsonObject Document)?> FindAsync(string id, HttpContext http, RegleBook book) =>
        (await book.RowsAsync(http.RequestAborted)).FirstOrDefault(row => row.Id == id) is { } row
            ? ((await book.ListAsync(http.RequestAborted)).First(r => r.Id == id), JsonNode.Parse(row.Document)!.AsObject()) : null;

    private static async Task<IResult> ShowAsync(HttpContext http, RegleBook book, (Regle Regle, JsonObject Document) found,
        FormulaireRegle? form = null, Essai? trial = null, IReadOnlyList<Erreur>? errors = null, EssaiDecision? decision = null)
    {
        var history = await book.HistoryAsync(found.Regle.Id, http.RequestAborted);
        return http.Page<ReglePage>($"Règle {found.Regle.Id}", new Une(
            found.Regle, form ?? (found.Regle.AutrePlateforme ? FormulaireRegle.Nouvelle : FormulaireRegle.De(found.Regle, found.Document)),
            await book.VersionDocumentAsync(http.RequestAborted), errors ?? [],
            [.. history.Reverse().Select(v => new Version(v.Le, v.Auteur, v.Academie, v.Avant, v.Apres))])
        {
            Essai = trial, Decision = decision,
        }, errors is { Count: > 0 } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> WriteAsync(string? id, HttpContext http, RegleBook book, EditionRegles edition)
    {
        var (posted, ct) = (await http.Request.ReadFormAsync(http.RequestAborted), http.RequestAborted);
        var form = FormulaireRegle.Lire(posted);
        var found = await FindAsync(id ?? form["id"], http, book);
        if (id is not null && found is null) return Unknown(http, id);
        if (id is null && found is not null)
            return await AnswerAsync([new("id", $"La règle {form["id"]} existe déjà : choisir un autre identifiant.")]);
        if (id is not null) form = form with { Champs = form.Champs.ToDictionary(c => c.Key, c => c.Key == "id" ? id : c.Value) };
        if (form.Document(found?.Document, found?.Regle, out var unreadable) is not { } document) return await AnswerAsync([unreadable!]);
        if (posted["geste"] != "enregistrer") return await TryAsync(await edition.SimulerAsync(document, ct));
        _ = long.TryParse(posted["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen);
        var end = await edition.EnregistrerAsync(document, seen, http.Acteur().Nom, ct);
        return end.Code == Issue.Fait
            ? http.Suite(CataloguePages.Regle(form["id"]), "Règle enregistrée : la prochaine nuit l'applique.")
            : await AnswerAsync(Erreurs(end));

        Task<IResult> TryAsync(Issue tried) => tried.Corps is SimulationRegles simulation
            ? AnswerAsync([], Essai.De(simulation, http.Acteur(), found?.Regle, form)) : AnswerAsync(Erreurs(tried));

        async Task<IResult> AnswerAsync(IReadOnlyList<Erreur> errors, Essai? trial = null) => id is not null
            ? await ShowAsync(http, book, found!.Value, form, trial, errors)
            : http.Page<ReglePage>("Nouvelle règle",
                new Une(null, form, await book.VersionDocumentAsync(ct), errors, []) { Essai = trial },
                errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DecideAsync(string regle, HttpContext http, RegleBook book, RegleService service)
    {
        var (form, who, ct) = (await http.Request.ReadFormAsync(http.RequestAborted), http.Acteur(), http.RequestAborted);
        if (await FindAsync(regle, http, book) is not { } found) return Unknown(http, regle);
        var wanted = Statuts.Lire(form["decision"]);
        if (Academies.Numero(form["academie"]) is not { } academie || !who.EstDe(academie))
            return await ShowAsync(http, book, found, errors: [new("academie", "Choisir une de vos académies.")]);
        if (DroitRegle.Refus(who, found.Regle, academie, wanted) is { } refusal)
            return await ShowAsync(http, book, found, errors: [new("decision", refusal)]);
        if (form["geste"] == "enregistrer")
        {
            var end = await service.DeciderAsync(
                regle, academie.ToString(CultureInfo.InvariantCulture), wanted?.Libelle() ?? "-", who, ct);
            return end.Code == Issue.Fait ? http.Suite(CataloguePages.Regle(regle), "Décision enregistrée : la prochaine nuit l'applique.")
                : await ShowAsync(http, book, found, errors: Erreurs(end));
        }

        var tried = await service.SimulerDecisionAsync(found.Regle.Id, academie, wanted, ct);
        return tried.Corps is not SimulationRegles simulation ? await ShowAsync(http, book, found, errors: Erreurs(tried))
            : await ShowAsync(http, book, found, decision: new(academie, wanted, Essai.De(simulation, who, null, null)));
    }

    // A place in the document is a field of the form.
    private static IReadOnlyList<Erreur> Erreurs(Issue issue) => issue.Corps is not ReglesRefusees refused
        ? [new("", CataloguePages.Motifs(issue))]
        : [.. refused.refusees.Select(r => new Erreur(CritereCite().Match(r.champ) is { Success: true } place
            ? $"{place.Groups[2].Value}.{place.Groups[1].Value}" : r.champ, r.motif))];

    [GeneratedRegex(@"^regle_complementaire\.criteres\[([0-9]+)\]\.(champ|operateur|valeur)\z", RegexOptions.CultureInvariant)]
    private static partial Regex CritereCite();

    private static IResult Unknown(HttpContext http, string id) =>
        http.Refuse(StatusCodes.Status404NotFound, "regle", $"Aucune règle n'a l'identifiant {Domain.Valeurs.Cite.De(id)}.");

    public sealed record Ligne(Regle Regle, string Auteur, DateTimeOffset ModifieeLe);

    /// <param name="Regle">Null for a new one.</param>
    /// <param name="Version">Of the document: what is saved must be what was tried.</param>
    public sealed record Une(
        Regle? Regle, FormulaireRegle Formulaire, long Version, IReadOnlyList<Erreur> Erreurs, IReadOnlyList<Version> Versions)
    {
        public Essai? Essai { get; init; }
        public EssaiDecision? Decision { get; init; }
    }

    /// <summary>What a rule would change.</summary>
    /// <param name="Cles">The first of the formations that change.</param>
    /// <param name="DecisionsPerdues">Académies whose decision goes, since the rule no longer leaves it to them.</param>
    public sealed record Essai(
        EffetVu Effet, IReadOnlyList<(string Cle, string De, string Vers)> Cles, IReadOnlyList<string> Avertissements,
        IReadOnlyList<int> DecisionsPerdues)
    {
        internal static Essai De(SimulationRegles tried, Acteur who, Regle? before, FormulaireRegle? after) => new(
            EffetVu.De(tried.resume, tried.academies, who),
            who.Vues() is null ? [.. tried.changements.Take(MostShown).Select(c => (c.cle, c.de, c.vers))] : [],
            [.. tried.avertissements.Where(a => a.regle == after?["id"]).Select(a => a.motif)],
            before is { AdmetAcademies: true } && Statuts.Lire(after?["statut"]) != before.Statut
                ? [.. before.StatutsAcademies.Keys.Order()] : []);
    }

    /// <param name="Statut">Null: the académie's own decision would be withdrawn.</param>
    public sealed record EssaiDecision(int Academie, StatutCatalogue? Statut, Essai Essai);

    public sealed record Version(DateTimeOffset Le, string Auteur, int? Academie, string? Avant, string? Apres);
}
