using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Configuration.Formulaires;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Reglages;

/// <summary>The set-up of an établissement: filled in, shown as what it would change, then saved; and who changed what.</summary>
public static class ReglagesEndpoints
{
    private const int AuditPage = 50;

    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/reglages", (HttpContext http, FormulaireReglages form) => Show(http, form, null, null, []))
            .Pour(Niveau.Administrateur);
        etablissement.MapPost("/reglages", SaveAsync).Pour(Niveau.Administrateur).BulkSend();
        etablissement.MapGet("/reglages/historique", HistoryAsync).Pour(Niveau.Administrateur);
    }

    private static IResult Show(
        HttpContext http, FormulaireReglages form, IReadOnlyDictionary<string, string>? typed, EssaiReglage? trial,
        IReadOnlyList<Erreur> errors)
    {
        var groups = form.De(http.Etablissement().Document, typed, http.Features.Get<Utilisateur>()!.EstExploitant);
        return http.Page<ReglagesPage>("Réglages",
            new Saisie(groups, typed, trial, FormulaireReglages.Rapporter(errors, groups), ConnectorTested(http)),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, FormulaireReglages form, Reglage reglage)
    {
        var given = await http.Request.ReadFormAsync(http.RequestAborted);
        var typed = Typed(given);
        var (code, runs) = (http.Etablissement().Code, http.Features.Get<Utilisateur>()!.EstExploitant);
        // Somebody else may have changed it meanwhile: what is typed is laid over what stands then.
        var change = Reglage.De(code, document => form.Appliquer(document, typed, runs).Document ?? document);
        if (form.Appliquer(http.Etablissement().Document, typed, runs).Erreurs is { Count: > 0 } unreadable)
            return Show(http, form, typed, null, unreadable);
        if (given["geste"] != "enregistrer")
        {
            var trial = await reglage.EssayerAsync(change, http.RequestAborted);
            return Show(http, form, typed, trial, trial.Erreurs);
        }

        return await reglage.AppliquerAsync(change, http.Caller().Nom, http.RequestAborted) is { Count: > 0 } errors
            ? Show(http, form, typed, null, errors)
            : http.Suite(http.CheminEtablissement("/reglages"),
                "Réglages enregistrés. Si une adresse ou un mot de passe a changé, le connecteur est fermé jusqu'à son test, qui est "
                    + "lancé.");
    }

    private static async Task<IResult> HistoryAsync(long? avant, HttpContext http, AuditReader reader)
    {
        var filter = new FiltreAudit(Etablissement: http.Etablissement().Code, Acte: ActeAudit.EtablissementConfigure.Code);
        // Who had the code before is nobody's business here.
        var former = await reader.PageAsync(
            filter with { Acte = ActeAudit.EtablissementSupprime.Code }, null, 1, http.RequestAborted) is [var gone] ? gone.Numero : 0;
        var rows = (await reader.PageAsync(filter, avant, AuditPage, http.RequestAborted)).Where(row => row.Numero > former).ToList();
        return http.Page<HistoriquePage>("Historique des réglages", new Historique(rows, rows.Count == AuditPage ? rows[^1].Numero : null));
    }

    internal static Dictionary<string, string> Typed(IFormCollection given) =>
        given.Where(f => f.Key is not ("jeton" or "geste")).ToDictionary(f => f.Key, f => f.Value.ToString());

    private static bool ConnectorTested(HttpContext http) => http.Etablissement().Document.ConnecteALaSource();

    /// <param name="Texte">What was typed, to be sent again; null where nothing was.</param>
    /// <param name="Essai">What it would change; null before it was asked.</param>
    /// <param name="Connecte">It has what a test of the connector needs.</param>
    public sealed record Saisie(
        IReadOnlyList<GroupeSaisi> Groupes, IReadOnlyDictionary<string, string>? Texte, EssaiReglage? Essai, IReadOnlyList<Erreur> Erreurs,
        bool Connecte)
    {
        /// <summary>The code of one that is about to be made; null where it is there.</summary>
        public string? Nouveau { get; init; }
    }

    public sealed record Historique(IReadOnlyList<AuditRow> Lignes, long? Suite);
}
