using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Configuration.Formulaires;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Reglages;

/// <summary>
/// A new établissement, for whoever runs the gateway: what it is, then what it is connected to; nothing is there before both are.
/// </summary>
public static class NaissanceEndpoints
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/nouvel-etablissement", (HttpContext http, SisProfiles systems) => Ask(http, systems, new("", "", "", ""), []))
            .Pour(Niveau.Exploitant);
        pages.MapPost("/nouvel-etablissement", CreateAsync).Pour(Niveau.Exploitant);
    }

    private static IResult Ask(HttpContext http, SisProfiles systems, Naissance typed, IReadOnlyList<Erreur> errors) =>
        http.Page<NouvelEtablissementPage>("Nouvel établissement", new Nouveau(typed, [.. systems.Tous.Select(p => p.Sis.Code)], errors),
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> CreateAsync(
        HttpContext http, SisProfiles systems, ConfigurationDirectory directory, FormulaireReglages form, Reglage reglage)
    {
        var given = await http.Request.ReadFormAsync(http.RequestAborted);
        var birth = new Naissance(Text("code"), Text("libelle"), Text("uais"), Text("sis"));
        if (systems.Find(birth.Sis) is not { } system) return Ask(http, systems, birth, [new("sis", "Choisir le système d'information.")]);
        // What is there already is not written over by somebody who thinks it is not.
        if (directory.Current.FindByCode(birth.Code) is not null)
            return Ask(http, systems, birth, [new("code", $"L'établissement « {birth.Code} » existe déjà.")]);
        var bare = new EtablissementDocument { Code = birth.Code, Libelle = birth.Libelle, Sis = system.Sis, Uais = birth.Liste };
        if (given["geste"] == "suite")
            return await IdentityErrorsAsync(reglage, bare, http.RequestAborted) is { Count: > 0 } wrong
                ? Ask(http, systems, birth, wrong) : Show(http, form, bare, null, null, []);
        var typed = ReglagesEndpoints.Typed(given);
        var (document, unreadable) = form.Appliquer(bare, typed, exploitant: true);
        if (document is null) return Show(http, form, bare, typed, null, unreadable);
        ConfigurationDocument Change(ConfigurationSnapshot current) =>
            new() { Etablissements = current.FindByCode(birth.Code) is null ? [document] : [] };
        if (given["geste"] != "enregistrer")
        {
            var trial = await reglage.EssayerAsync(Change, http.RequestAborted);
            return Show(http, form, bare, typed, trial, trial.Erreurs);
        }

        return await reglage.AppliquerAsync(Change, http.Caller().Nom, http.RequestAborted) is { Count: > 0 } errors
            ? Show(http, form, bare, typed, null, errors)
            : http.Suite($"/etablissements/{Uri.EscapeDataString(birth.Code)}/connecteur",
                "Établissement créé. Tester le connecteur : rien ne part avant qu'il ait réussi.");

        string Text(string name) => given[name].ToString().Trim();
    }

    // What it is, is judged before anything else is asked.
    private static async Task<IReadOnlyList<Erreur>> IdentityErrorsAsync(
        Reglage reglage, EtablissementDocument bare, CancellationToken ct) =>
    [
        .. (await reglage.EssayerAsync(_ => new() { Etablissements = [bare] }, ct)).Erreurs
            .Select(e => e with { Champ = e.Champ.Split('.')[^1].Split('[')[0] }).Where(e => e.Champ is "code" or "libelle" or "uais"),
    ];

    private static IResult Show(
        HttpContext http, FormulaireReglages form, EtablissementDocument bare, IReadOnlyDictionary<string, string>? typed,
        EssaiReglage? trial, IReadOnlyList<Erreur> errors)
    {
        var groups = form.De(bare, typed);
        return http.Page<ReglagesPage>("Nouvel établissement",
            new ReglagesEndpoints.Saisie(groups, typed, trial, FormulaireReglages.Rapporter(errors, groups), Connecte: false)
            {
                Nouveau = bare.Code,
            },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    public sealed record Naissance(string Code, string Libelle, string Uais, string Sis)
    {
        public IReadOnlyList<string> Liste => Uais.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
    }

    public sealed record Nouveau(Naissance Saisi, IReadOnlyList<string> Systemes, IReadOnlyList<Erreur> Erreurs);
}
