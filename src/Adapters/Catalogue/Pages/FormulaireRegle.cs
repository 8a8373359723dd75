using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>A criterion as it is typed.</summary>
public sealed record LigneCritere(string Champ, string Operateur, string Valeur)
{
    public static readonly LigneCritere Vide = new("", "", "");
}

/// <summary>
/// A rule as a form shows and sends it. Its condition is lines of criteria; one of groups within groups is shown, and changed, as JSON.
/// </summary>
/// <param name="Champs">The fields by their name, those of the document.</param>
/// <param name="Imbriquee">The condition as JSON; null where lines tell it.</param>
public sealed record FormulaireRegle(
    IReadOnlyDictionary<string, string> Champs, bool Supprimee, string Combinateur, IReadOnlyList<LigneCritere> Criteres, string? Imbriquee)
{
    public const string Complementaire = "regle_complementaire";
    private const int MostCriteria = 60;
    private const int Libres = 2;

    private static readonly string[] Textes =
        ["id", "niveau", "diplome", "condition_integration", "statut", "duree", "annee", "num_academie", "nom_regle_complementaire"];

    private static readonly JsonSerializerOptions Indente = new(Issue.Json) { WriteIndented = true };

    public string this[string champ] => Champs.GetValueOrDefault(champ, "");

    /// <summary>With empty lines behind, for more.</summary>
    public IEnumerable<LigneCritere> Lignes => Criteres.Concat(Enumerable.Repeat(LigneCritere.Vide, Libres));

    /// <summary>The names of its fields, of which errors may be.</summary>
    public IReadOnlyList<string> Noms =>
        [.. Textes, Complementaire, .. Criteres.SelectMany((_, i) => new[] { "champ", "operateur", "valeur" }.Select(n => Nom(n, i)))];

    public static FormulaireRegle Nouvelle { get; } = new(
        new Dictionary<string, string> { ["condition_integration"] = "peut intégrer", ["statut"] = StatutCatalogue.APublier.Libelle() },
        false, "ET", [], null);

    public static string Nom(string champ, int ligne) => string.Create(CultureInfo.InvariantCulture, $"{champ}.{ligne}");

    /// <summary>A rule as it is kept.</summary>
    public static FormulaireRegle De(Regle regle, JsonObject document)
    {
        var (word, lines) = LignesDe(regle.Condition);
        return new(Textes.ToDictionary(name => name, name => TexteDe(document, name)), regle.Supprimee, word, lines ?? [],
            lines is null ? document[Complementaire]!.ToJsonString(Indente) : null);
    }

    public static FormulaireRegle Lire(IFormCollection form) => new(
        Textes.ToDictionary(name => name, name => form[name].ToString().Trim()), form["supprimee"] == "oui",
        form["combinateur"] == "OU" ? "OU" : "ET",
        [
            .. Enumerable.Range(0, MostCriteria).Select(i => new LigneCritere(
                form[Nom("champ", i)].ToString(), form[Nom("operateur", i)].ToString(), form[Nom("valeur", i)].ToString()))
                .Where(line => line.Champ.Length > 0 || line.Valeur.Length > 0),
        ],
        form.ContainsKey(Complementaire) ? form[Complementaire].ToString() : null);

    /// <summary>The rule in the document's words. What the form leaves as it was stays as it was written.</summary>
    /// <param name="avant">The rule as it is kept; null for a new one.</param>
    public JsonObject? Document(JsonObject? avant, Regle? regle, out Erreur? erreur)
    {
        erreur = null;
        var document = avant?.DeepClone().AsObject() ?? [];
        foreach (var name in Textes.Where(name => !Same(name, TexteDe(document, name), this[name])))
            if (this[name].Length == 0) document.Remove(name);
            else document[name] = this[name];
        if ((regle?.Supprimee ?? false) != Supprimee) document["supprimee"] = Supprimee;
        if (Imbriquee is not null) return Imbriquer(document, out erreur);
        var (word, lines) = LignesDe(regle?.Condition);
        if (lines is not null && lines.SequenceEqual(Criteres) && (word == Combinateur || lines.Count < 2)) return document;
        document[Complementaire] = Criteres.Count == 0 ? null : new JsonObject
        {
            ["combinateur"] = Combinateur,
            ["criteres"] = new JsonArray([.. Criteres.Select(c => new JsonObject
            {
                ["champ"] = c.Champ, ["operateur"] = c.Operateur, ["valeur"] = c.Valeur,
            })]),
        };
        return document;
    }

    /// <summary>Everything that is sent again with a confirmation.</summary>
    public IEnumerable<(string Nom, string Valeur)> Tous =>
    [
        .. Textes.Select(name => (name, this[name])), ("combinateur", Combinateur),
        .. Supprimee ? [("supprimee", "oui")] : Array.Empty<(string, string)>(),
        .. Imbriquee is null ? Array.Empty<(string, string)>() : [(Complementaire, Imbriquee)],
        .. Criteres.SelectMany((c, i) => new[]
        {
            (Nom("champ", i), c.Champ), (Nom("operateur", i), c.Operateur), (Nom("valeur", i), c.Valeur),
        }),
    ];

    private JsonObject? Imbriquer(JsonObject document, out Erreur? erreur)
    {
        erreur = null;
        try
        {
            var given = string.IsNullOrWhiteSpace(Imbriquee) ? null : JsonNode.Parse(Imbriquee);
            if (!JsonNode.DeepEquals(given, document[Complementaire])) document[Complementaire] = given;
            return document;
        }
        catch (JsonException wrong)
        {
            erreur = new(Complementaire, string.Create(CultureInfo.InvariantCulture,
                $"Ce n'est pas du JSON (ligne {wrong.LineNumber + 1}, colonne {wrong.BytePositionInLine + 1})."));
            return null;
        }
    }

    // Null for groups within groups.
    private static (string Mot, IReadOnlyList<LigneCritere>? Lignes) LignesDe(Condition? condition) => condition switch
    {
        null => ("ET", []),
        Critere one => ("ET", [Ligne(one)]),
        GroupeCriteres group when group.Criteres.All(c => c is Critere) =>
            (group.Tous ? "ET" : "OU", [.. group.Criteres.Cast<Critere>().Select(Ligne)]),
        _ => ("ET", null),
    };

    // By the words that the form offers.
    private static LigneCritere Ligne(Critere one) => new(one.Champ,
        Critere.TousOperateurs.FirstOrDefault(o => Statuts.Pli(o) == Statuts.Pli(one.NomOperateur)) ?? one.NomOperateur, one.Valeur);

    // A word of a closed list may be written in several ways.
    private static bool Same(string name, string before, string after) => before == after
        || (name is "niveau" or "condition_integration" or "statut" && Statuts.Pli(before) == Statuts.Pli(after));

    private static string TexteDe(JsonObject document, string name) => document[name] switch
    {
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => value.ToString().Trim(),
        _ => "",
    };
}
