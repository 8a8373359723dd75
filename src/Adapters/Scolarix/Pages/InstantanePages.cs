using System.Globalization;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Scolarix.Pages;

/// <summary>The snapshots: each with who entered and left, and the guard that holds one.</summary>
public static class InstantanePages
{
    private const string Racine = "/scolarix/instantanes";

    // Somebody who waits longer looks at the page again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder etablissement)
    {
        var pages = etablissement.MapGroup(Racine).AddEndpointFilter(ScolarixOnly.InvokeAsync);
        pages.MapGet("", async (HttpContext http, InstantaneBook book, InstantaneGestes gestes) =>
            http.Page<InstantanesPage>("Instantanés", new Tous(
                await book.ListAsync(http.Etablissement().Code, null, http.RequestAborted),
                gestes.Possible(http.Etablissement()).Empechement, http.Etablissement().Scolarix.Dossier))).Pour(Niveau.Lecture);
        pages.MapPost("", AskAsync).Pour(Niveau.Scolarite);
        pages.MapGet("/{numero:int}", ShowAsync).Pour(Niveau.Lecture).Consulte(ActeAudit.ListeConsultee);
        pages.MapPost("/{numero:int}", SettleAsync).Pour(Niveau.Scolarite);
        pages.MapGet("/{numero:int}/fichier", async (int numero, HttpContext http, InstantaneBook book, FichierInstantane fichier) =>
            await book.FindAsync(http.Etablissement().Code, numero, http.RequestAborted) is { } row
                ? await fichier.RemettreAsync(http, row) : Unknown(http, numero))
            .Pour(Niveau.Scolarite).Consulte(ActeAudit.DonneesExportees);
        pages.MapGet("/garde/{id:long}", async (long id, HttpContext http, InstantaneBook book) =>
            await book.OfGardeAsync(http.Etablissement().Code, id, http.RequestAborted) is { Numero: { } numero }
                ? http.Suite(Chemin(http, numero)) : http.Suite(http.CheminEtablissement(Racine))).Pour(Niveau.Lecture);
    }

    private static async Task<IResult> AskAsync(HttpContext http, InstantaneGestes gestes, InstantaneRunner runner)
    {
        var asked = await gestes.DemanderAsync(http.Etablissement(), null, http.Caller().Nom, http.RequestAborted);
        if (asked.Id is not { } id) return http.Echec(StatusCodes.Status409Conflict, asked.Refus);
        return After(http, await runner.WaitAsync(id, Patience, http.RequestAborted));
    }

    private static async Task<IResult> ShowAsync(
        int numero, NatureMouvement? nature, int? page, HttpContext http, InstantaneBook book, MouvementBook movements, CandidatNames names)
    {
        var code = http.Etablissement().Code;
        if (await book.FindAsync(code, numero, http.RequestAborted) is not { } row) return Unknown(http, numero);
        // What leaves is what a person has to look at first.
        var of = nature ?? (row is { Sorties: > 0 } or { Entrees: 0, Modifications: 0 } ? NatureMouvement.Sortie
            : row.Entrees > 0 ? NatureMouvement.Entree : NatureMouvement.Modification);
        var number = Math.Max(1, page ?? 1);
        var (total, rows) = await movements.PageAsync(row.Id, of.ToString(), number, http.RequestAborted);
        var who = await names.OfAsync(code, rows.Select(m => new CandidatKey(row.Session, m.CodeCandidat)), http.RequestAborted);
        return http.Page<InstantanePage>($"Instantané n° {numero}", new Un(row, of, number, total,
        [
            .. rows.Select(m => new Ligne(
                m, who.GetValueOrDefault(new(row.Session, m.CodeCandidat)) ?? CandidatNames.Nobody)),
        ]));
    }

    private static async Task<IResult> SettleAsync(
        int numero, HttpContext http, InstantaneBook book, InstantaneGestes gestes, InstantaneRunner runner)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await book.FindAsync(http.Etablissement().Code, numero, http.RequestAborted) is not { } row) return Unknown(http, numero);
        if (form["decision"].ToString() is not ("confirmer" or "rejeter") || form["lu"] != "oui")
            return http.Echec(StatusCodes.Status400BadRequest,
                "Rien n'a été fait : choisir de confirmer ou de rejeter, et cocher la case qui dit que les mouvements ont été vus.");
        var etat = form["decision"] == "confirmer" ? EtatGarde.Confirmee : EtatGarde.Rejetee;
        return await gestes.TrancherAsync(row, etat, http.Caller().Nom, http.RequestAborted)
            ? After(http, await runner.WaitAsync(row.Id, Patience, http.RequestAborted))
            : http.Suite(Chemin(http, numero), "Cet instantané n'attend plus de décision.");
    }

    private static IResult After(HttpContext http, InstantaneRow row) => http.Suite(
        row.Numero is { } numero ? Chemin(http, numero) : http.CheminEtablissement(Racine),
        row.IsOver ? $"Instantané {(row.Numero is { } n ? $"n° {n} " : "")}: {Libelles.De(row)}."
            : "L'instantané est demandé : recharger la page dans un instant pour le voir.");

    private static string Chemin(HttpContext http, int numero) =>
        http.CheminEtablissement(string.Create(CultureInfo.InvariantCulture, $"{Racine}/{numero}"));

    private static IResult Unknown(HttpContext http, int numero) =>
        http.Echec(StatusCodes.Status404NotFound, $"Aucun instantané n'a le numéro {numero}.");

    /// <param name="Empechement">Why there can be none now; null when there can.</param>
    /// <param name="Dossier">Null: they are kept by the gateway.</param>
    public sealed record Tous(IReadOnlyList<InstantaneRow> Instantanes, string? Empechement, string? Dossier);

    public sealed record Un(InstantaneRow Row, NatureMouvement Nature, int Page, long Total, IReadOnlyList<Ligne> Lignes)
    {
        /// <summary>How many stand in the one before it.</summary>
        public int Avant => Row.Candidats - Row.Entrees + Row.Sorties;

        /// <summary>What a decision does; null when none is waited for.</summary>
        public SuiteGarde? Suite => Row.Is(EtatInstantane.EnAttente) ? InstantaneGuarding.Suite(Row.Sorties, Avant) : null;

        public int De(NatureMouvement nature) => nature switch
        {
            NatureMouvement.Entree => Row.Entrees, NatureMouvement.Sortie => Row.Sorties, _ => Row.Modifications,
        };

        public bool ADesSuivants => Total > (long)Page * MouvementBook.PageSize;
    }

    public sealed record Ligne(MouvementRow Mouvement, Nommee Nom);
}
