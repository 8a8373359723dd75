using System.Globalization;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Adapters.Scolarix.Retours;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Scolarix.Pages;

/// <summary>The files that Scolarix gives back: handed in, and what became of each line that asks something of a person.</summary>
public static class RetourPages
{
    /// <summary>What the form asks for when nothing is to be taken yet. It stands in its address, before the file.</summary>
    public const string Verifier = "essayer";

    private const string Racine = "/scolarix/retours";
    private const int PageSize = 200;

    // Of a file that is only tried: whoever has more of them has the wrong file.
    private const int MostTried = 100;

    // Longer than most files take; what takes more is seen on its page.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Map(RouteGroupBuilder etablissement)
    {
        var pages = etablissement.MapGroup(Racine).AddEndpointFilter(ScolarixOnly.InvokeAsync);
        pages.MapGet("", (HttpContext http, RetourBook book) => ListAsync(http, book, null, [])).Pour(Niveau.Lecture);
        pages.MapPost("", HandInAsync).Pour(Niveau.Scolarite).RecoitFichier(RetourEndpoints.LargestFile);
        pages.MapGet("/{id:long}", ShowAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
    }

    private static async Task<IResult> ListAsync(HttpContext http, RetourBook book, Essai? essai, IReadOnlyList<Erreur> errors) =>
        http.Page<RetoursPage>("Retours de Scolarix", new Tous(
            await book.ListAsync(http.Etablissement().Code, http.RequestAborted), http.Etablissement().Scolarix.Retour.Dossier, essai,
            errors), errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> HandInAsync([Parmi(Verifier)] string? geste, HttpContext http, RetourIntake intake, RetourBook book)
    {
        var etablissement = http.Etablissement();
        var choix = intake.Choisir(null);
        if (choix.Session is not { } annee) return http.Echec(choix.Statut, choix.Refus);
        var form = await FormulaireFichier.LireAsync(http);
        var contenu = await form.ContenuAsync(RetourEndpoints.LargestFile, http.RequestAborted);
        if (form.Fichier is not null && contenu is null)
            return await ListAsync(http, book, null, [new("fichier", "Le fichier dépasse 64 Mio : le découper.")]);
        if (contenu is not { Length: > 0 })
            return await ListAsync(http, book, null, [new("fichier", "Choisir un fichier qui n'est pas vide.")]);
        var nom = form.Nom is { Length: > 0 } name ? name : "(envoi)";
        if (Verifier.Equals(geste, StringComparison.OrdinalIgnoreCase))
            return await ListAsync(http, book, Of(nom, intake.Essayer(etablissement, contenu)), []);

        var taken = await intake.TakeAsync(
            etablissement, annee, nom, http.Caller().Nom, contenu, Patience, http.RequestAborted);
        return http.Suite(
            http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"{Racine}/{taken.Retour.Id}")), Told(taken));
    }

    private static string Told(RetourPris taken) => taken switch
    {
        { Retour.IsOver: false } => "Le fichier est reçu : recharger la page dans un instant pour voir ce qu'il devient.",
        { DejaRecu: true } => "Ce fichier a déjà été reçu : rien n'a changé.",
        { Retour.Etat: nameof(EtatRetour.Rejete) } => "Le fichier n'a pas pu être lu : rien n'en est pris.",
        _ => $"Fichier pris : {Accord.De(taken.Retour.Acceptees, "inscription nouvelle", "inscriptions nouvelles")}, "
            + $"{Accord.De(Libelles.ATraiter(taken.Retour), "ligne à reprendre", "lignes à reprendre")}.",
    };

    private static async Task<IResult> ShowAsync(long id, int? page, HttpContext http, RetourBook book)
    {
        if (await book.FindAsync(http.Etablissement().Code, id, http.RequestAborted) is not { } row)
            return http.Echec(StatusCodes.Status404NotFound, $"Aucun retour n'a le numéro {id}.");
        var number = Math.Max(1, page ?? 1);
        var parts = new List<Part>();
        foreach (var nature in Enum.GetValues<NatureLigne>())
        {
            var lines = await book.LinesAsync(row.Id, nature, number, PageSize, http.RequestAborted);
            if (lines.Count > 0) parts.Add(new(nature, lines));
        }

        return http.Page<RetourPage>($"Retour n° {id}", new Un(row, number, parts));
    }

    private static Essai Of(string nom, LectureRetour read) => new(
        nom, read.Illisible, read.Lues.Count, read.Refusees.Count, read.Ignorees,
        [.. read.Refusees.Take(MostTried).Select(r => new LigneVueRow
        {
            Ligne = r.Ligne, Colonne = r.Colonne, Numero = r.Numero, Ine = r.Ine, Message = r.Message,
        })]);

    /// <summary>What a file would be read as.</summary>
    /// <param name="Illisible">Why nothing of it would be taken; null when it can be read.</param>
    /// <param name="Premieres">The first of the refused lines.</param>
    public sealed record Essai(
        string Nom, string? Illisible, int Lues, int Refusees, IReadOnlyList<string> Ignorees, IReadOnlyList<LigneVueRow> Premieres);

    /// <param name="Dossier">Where Scolarix leaves its files by itself; null: nowhere.</param>
    public sealed record Tous(IReadOnlyList<RetourRow> Retours, string? Dossier, Essai? Essai, IReadOnlyList<Erreur> Erreurs);

    public sealed record Un(RetourRow Row, int Page, IReadOnlyList<Part> Parts)
    {
        public bool ADesSuivants => Parts.Any(p => p.Lignes.Count >= PageSize);
    }

    public sealed record Part(NatureLigne Nature, IReadOnlyList<LigneVueRow> Lignes);
}
