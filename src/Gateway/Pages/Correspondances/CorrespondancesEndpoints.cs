using System.Globalization;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Tableaux;

namespace Parcoursup.Gateway.Pages.Correspondances;

/// <summary>
/// Where each answer to a formation leads; what is missing stands first, and what a change would turn is told before it is made.
/// </summary>
public static class CorrespondancesEndpoints
{
    public static void Map(RouteGroupBuilder etablissement)
    {
        etablissement.MapGet("/correspondances", ListAsync).Pour(Niveau.Lecture);
        etablissement.MapGet("/correspondances/{code:int}", (int code, HttpContext http) => Show(
            http, code, Formulaire.Of(Find(http.Etablissement().Document, code), ChampsFormulaire.De(http)), null, []))
            .Pour(Niveau.Lecture);
        etablissement.MapPost("/correspondances/{code:int}", SaveAsync).Pour(Niveau.Administrateur).BulkSend();
        TableauEndpoints.Map(etablissement, new FormationsTableau());
    }

    private static async Task<IResult> ListAsync(HttpContext http, CausesEnAttente causes)
    {
        var rows = await LignesFormations.DeAsync(http.Etablissement(), causes, http.RequestAborted);
        return http.Page<CorrespondancesPage>("Correspondances", new Liste(rows, ChampsFormulaire.De(http)));
    }

    private static async Task<IResult> SaveAsync(int code, HttpContext http, Reglage reglage)
    {
        var (form, champs) = (Formulaire.Of(await http.Request.ReadFormAsync(http.RequestAborted)), ChampsFormulaire.De(http));
        var unreadable = form.Errors().ToList();
        if (unreadable.Count > 0) return Show(http, code, form, null, unreadable);
        var change = Reglage.De(http.Etablissement().Code, document => document with
        {
            Formations =
            [
                .. document.Formations.Where(f => f.CodeFormationPsup != code),
                form.Apply(Find(document, code) ?? new FormationMapping { CodeFormationPsup = code }, champs),
            ],
        });
        if (form.Geste != "enregistrer")
        {
            var trial = await reglage.EssayerAsync(change, http.RequestAborted);
            return Show(http, code, form, trial, trial.Erreurs);
        }

        return await reglage.AppliquerAsync(change, http.Caller().Nom, http.RequestAborted) is { Count: > 0 } errors
            ? Show(http, code, form, null, errors)
            : http.Suite(http.CheminEtablissement("/correspondances"), string.Create(CultureInfo.InvariantCulture,
                $"Formation {code} enregistrée : les décisions sont réévaluées, les envois suivent."));
    }

    private static FormationMapping? Find(EtablissementDocument document, int code) =>
        document.Formations.FirstOrDefault(f => f.CodeFormationPsup == code);

    private static IResult Show(HttpContext http, int code, Formulaire form, EssaiReglage? trial, IReadOnlyList<Erreur> errors)
    {
        var champs = ChampsFormulaire.De(http);
        return http.Page<CorrespondancePage>(
            $"Formation {code}", new Saisie(code, form, trial, [.. errors.Select(e => AtItsField(e, http, code, champs))], champs),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    // The document tells where it is wrong: the formation that is changed stands last in it.
    private static Erreur AtItsField(Erreur error, HttpContext http, int code, ChampsFormulaire champs)
    {
        var formation = string.Create(CultureInfo.InvariantCulture,
            $".formations[{http.Etablissement().Document.Formations.Count(f => f.CodeFormationPsup != code)}].");
        return champs.Noms.FirstOrDefault(nom => error.Champ.EndsWith(formation + nom, StringComparison.Ordinal)) is { } field
            ? error with { Champ = field } : error;
    }

    public sealed record Liste(IReadOnlyList<LigneFormation> Formations, ChampsFormulaire Champs);

    public sealed record Saisie(
        int Code, Formulaire Formulaire, EssaiReglage? Essai, IReadOnlyList<Erreur> Erreurs, ChampsFormulaire Champs);
}
