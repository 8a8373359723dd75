using System.Globalization;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Pages.Correspondances;

/// <summary>Which fields the form of a formation has at an établissement: those of its answers, those of its system.</summary>
/// <param name="Systeme">Null: its system asks for nothing else.</param>
public sealed record ChampsFormulaire(bool AvecVet, ChampsFormation? Systeme)
{
    /// <summary>What every formation has, wherever it leads.</summary>
    public static readonly IReadOnlyList<string> Communs = ["libelle", "codeSise"];

    public static ChampsFormulaire De(HttpContext http) => De(
        http.Etablissement().Document, http.RequestServices.GetRequiredService<SisProfiles>(),
        http.RequestServices.GetServices<ChampsFormation>());

    public static ChampsFormulaire De(EtablissementDocument etablissement, SisProfiles systems, IEnumerable<ChampsFormation> champs) =>
        new(systems.Of(etablissement.Sis).NeedsVet, champs.FirstOrDefault(c => c.Sis == etablissement.Sis));

    /// <summary>Each named as it stands in the document, below the formation.</summary>
    public IReadOnlyList<string> Noms =>
    [
        .. Communs,
        .. AvecVet ? Formulaire.Reponses.SelectMany(r => Formulaire.ChampsDe(r.Reponse).Select(c => $"{r.Prefixe}.{c.Nom}")) : [],
        .. Systeme?.Champs.Select(c => c.Nom) ?? [],
    ];
}

/// <summary>The form of a formation: texts as they were typed, by the name of their field.</summary>
public sealed class Formulaire
{
    public static readonly (Reponse Reponse, string Prefixe, string Libelle)[] Reponses =
    [
        (Reponse.Oui, "oui", "Réponse « Oui »"), (Reponse.OuiSi3Ans, "ouiSi3Ans", "Réponse « Oui si », en 3 ans"),
        (Reponse.OuiSi4Ans, "ouiSi4Ans", "Réponse « Oui si », en 4 ans"),
    ];

    private static readonly (string Nom, string Libelle)[] ChampsOui =
    [
        ("codCge", "Centre de gestion (codCge)"), ("codEtp", "Étape (codEtp)"), ("codVrsVet", "Version d'étape (codVrsVet)"),
        ("codDip", "Diplôme (codDip), facultatif"), ("codVrsVdi", "Version de diplôme (codVrsVdi), avec le diplôme"),
        ("codRgi", "Régime d'inscription (codRgi), facultatif"), ("codStu", "Statut (codStu), facultatif"),
    ];

    private static readonly (string Nom, string Libelle)[] ChampsOuiSi =
    [
        ("codCatOuiSi", "Catégorie « Oui si » (codCatOuiSi)"), ("mtfCat", "Motif (mtfCat), facultatif"),
        ("cursusAmenage", "Cursus aménagé, facultatif"),
    ];

    /// <summary>What an answer may say of where it leads.</summary>
    public static readonly IReadOnlyList<string> ChampsVet = [.. ChampsOui.Concat(ChampsOuiSi).Select(c => c.Nom)];

    private static readonly HashSet<string> Nombres = ["codVrsVet", "codVrsVdi"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string Geste { get; private init; } = "";

    public string De(string champ) => _values.GetValueOrDefault(champ, "");

    public IEnumerable<KeyValuePair<string, string>> Tous => _values.Where(v => v.Value.Length > 0);

    public static IReadOnlyList<(string Nom, string Libelle)> ChampsDe(Reponse reponse) =>
        reponse == Reponse.Oui ? ChampsOui : [.. ChampsOui, .. ChampsOuiSi];

    public static Formulaire Of(IFormCollection form)
    {
        var made = new Formulaire { Geste = form["geste"].ToString() };
        foreach (var field in form.Where(f => f.Key is not ("jeton" or "geste"))) made._values[field.Key] = field.Value.ToString().Trim();
        return made;
    }

    public static Formulaire Of(FormationMapping? mapping, ChampsFormulaire champs)
    {
        var made = new Formulaire();
        if (mapping is null) return made;
        (made._values["libelle"], made._values["codeSise"]) = (mapping.Libelle ?? "", mapping.CodeSise ?? "");
        foreach (var (reponse, prefix, _) in Reponses)
            if (mapping.Cible(reponse) is { } cible)
                foreach (var (nom, value) in Values(cible)) made._values[$"{prefix}.{nom}"] = value;
        foreach (var champ in champs.Systeme?.Champs ?? []) made._values[champ.Nom] = champ.Lire(mapping) ?? "";
        return made;
    }

    public void Mettre(string champ, string valeur) => _values[champ] = valeur;

    public IEnumerable<Erreur> Errors() =>
        from field in Tous
        let error = ErrorOf(field.Key, field.Value)
        where error is not null
        select new Erreur(field.Key, error);

    /// <summary>What keeps a value from being one of that field; null when nothing does.</summary>
    public static string? ErrorOf(string champ, string valeur) =>
        valeur.Length > 0 && Nombres.Contains(champ.Split('.')[^1]) && Number(valeur) is null
            ? $"« {valeur} » n'est pas un numéro de version : indiquer un nombre entier." : null;

    /// <summary>What the form does not show stays as it was.</summary>
    public FormationMapping Apply(FormationMapping mapping, ChampsFormulaire champs)
    {
        var changed = mapping with { Libelle = Text("libelle"), CodeSise = Text("codeSise") };
        if (champs.AvecVet)
            changed = changed with
            {
                Oui = Cible(mapping.Oui, "oui"), OuiSi3Ans = Cible(mapping.OuiSi3Ans, "ouiSi3Ans"),
                OuiSi4Ans = Cible(mapping.OuiSi4Ans, "ouiSi4Ans"),
            };
        return champs.Systeme?.Champs.Aggregate(changed, (made, champ) => champ.Ecrire(made, Text(champ.Nom))) ?? changed;
    }

    private CibleVet? Cible(CibleVet? cible, string prefix) => !Has(prefix) ? null : (cible ?? new()) with
    {
        CodCge = De(prefix + ".codCge"), CodEtp = De(prefix + ".codEtp"), CodVrsVet = Number(De(prefix + ".codVrsVet")) ?? 0,
        CodDip = Text(prefix + ".codDip"), CodVrsVdi = Number(De(prefix + ".codVrsVdi")), CodRgi = Text(prefix + ".codRgi"),
        CodStu = Text(prefix + ".codStu"), CodCatOuiSi = Text(prefix + ".codCatOuiSi"), MtfCat = Text(prefix + ".mtfCat"),
        CursusAmenage = Text(prefix + ".cursusAmenage"),
    };

    private static IEnumerable<(string Nom, string Value)> Values(CibleVet cible) =>
    [
        ("codCge", cible.CodCge), ("codEtp", cible.CodEtp), ("codVrsVet", Text(cible.CodVrsVet)), ("codDip", cible.CodDip ?? ""),
        ("codVrsVdi", Text(cible.CodVrsVdi)), ("codRgi", cible.CodRgi ?? ""), ("codStu", cible.CodStu ?? ""),
        ("codCatOuiSi", cible.CodCatOuiSi ?? ""), ("mtfCat", cible.MtfCat ?? ""), ("cursusAmenage", cible.CursusAmenage ?? ""),
    ];

    private bool Has(string prefix) => Tous.Any(v => v.Key.StartsWith(prefix + ".", StringComparison.Ordinal));

    private string? Text(string champ) => De(champ) is { Length: > 0 } text ? text : null;

    private static string Text(int? number) => number is null or 0 ? "" : number.Value.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
