using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration.Formulaires;

/// <summary>
/// The document of an établissement as a form: whatever a system has registered can be filled in, and what the form does not show stays
/// as it is. The names of the fields are the paths by which the rules tell their errors.
/// </summary>
public sealed class FormulaireReglages(DocumentFormat format, IEnumerable<GroupeReglage> groupes)
{
    private const string Racine = "etablissements[0].";
    private const string Ancienne = "@";

    /// <summary>The form as it is filled in: with what is stored, or with what somebody has just typed.</summary>
    /// <param name="exploitant">What others cannot change is shown to them as it is, whatever they sent.</param>
    public IReadOnlyList<GroupeSaisi> De(
        EtablissementDocument stored, IReadOnlyDictionary<string, string>? saisie = null, bool exploitant = true)
    {
        var (shown, kept) = (NodeOf(DocumentSecrets.Redact(stored)), NodeOf(stored));
        return [.. Of(stored.Sis).Select(g => new GroupeSaisi(g, ElementsOf(g, shown, kept, saisie, exploitant)))];
    }

    /// <summary>The document with what was typed, or what cannot be read in it.</summary>
    /// <param name="exploitant">He may change everything.</param>
    public (EtablissementDocument? Document, IReadOnlyList<Erreur> Erreurs) Appliquer(
        EtablissementDocument stored, IReadOnlyDictionary<string, string> saisie, bool exploitant)
    {
        var (node, errors) = (NodeOf(DocumentSecrets.Redact(stored)), new List<Erreur>());
        foreach (var groupe in Of(stored.Sis))
        {
            if (groupe.Liste is { } list) CheminJson.Ecrire(node, list, ListOf(groupe, node, saisie, errors));
            else Write(node, "", groupe, saisie, exploitant, errors);
        }

        if (errors.Count > 0) return (null, errors);
        var wrong = format.TryRead<EtablissementDocument>(Encoding.UTF8.GetBytes(node.ToJsonString()), out var document);
        return wrong is null ? (document, []) : (null, [wrong]);
    }

    /// <summary>Errors of the rules, by the names of the fields: an error inside a field is the field's.</summary>
    public static IReadOnlyList<Erreur> Rapporter(IReadOnlyList<Erreur> erreurs, IReadOnlyList<GroupeSaisi> form)
    {
        var names = form.SelectMany(g => g.Elements).SelectMany(e => e.Champs).Select(c => c.Nom).ToList();
        return [.. erreurs.Select(e =>
        {
            var path = e.Champ.StartsWith(Racine, StringComparison.Ordinal) ? e.Champ[Racine.Length..] : e.Champ;
            return e with
            {
                Champ = names.Find(name => path == name || path.StartsWith(name + "[", StringComparison.Ordinal)
                    || path.StartsWith(name + ".", StringComparison.Ordinal)) ?? path,
            };
        })];
    }

    private IEnumerable<GroupeReglage> Of(Sis sis) => groupes.Where(g => g.Sis is null || g.Sis == sis).OrderBy(g => g.Rang);

    private JsonObject NodeOf(EtablissementDocument document) =>
        JsonSerializer.SerializeToNode(document, format.Options)!.AsObject();

    private static List<ElementSaisi> ElementsOf(
        GroupeReglage groupe, JsonObject shown, JsonObject kept, IReadOnlyDictionary<string, string>? saisie, bool exploitant)
    {
        if (groupe.Liste is not { } list) return [new(null, FieldsOf(groupe, "", shown, kept, saisie, exploitant))];
        var (stored, secrets) = (ItemsOf(shown, list), ItemsOf(kept, list));
        // One more, to be filled in.
        var count = Math.Max(stored.Count, saisie is null ? 0 : RowsOf(list, saisie)) + 1;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (prefix, item) = (PrefixOf(list, i), stored.ElementAtOrDefault(i));
            var key = prefix + Ancienne;
            return new ElementSaisi(
                (key, saisie?.GetValueOrDefault(key) ?? TexteChamp.Lire(item?[groupe.Champs[0].Chemin])),
                FieldsOf(groupe, prefix, item, secrets.ElementAtOrDefault(i), saisie, exploitant: true));
        })];
    }

    private static List<ChampSaisi> FieldsOf(
        GroupeReglage groupe, string prefix, JsonObject? shown, JsonObject? kept, IReadOnlyDictionary<string, string>? saisie,
        bool exploitant) =>
    [
        .. groupe.Champs.Select(champ => new ChampSaisi(
            prefix + champ.Chemin, champ,
            saisie is null || (champ.Exploitant && !exploitant) ? TexteChamp.Lire(CheminJson.Lire(shown, champ.Chemin))
                : saisie.GetValueOrDefault(prefix + champ.Chemin, ""),
            champ.Sorte == SorteChamp.Secret && CheminJson.Lire(kept, champ.Chemin) is not null)),
    ];

    private static void Write(
        JsonObject node, string prefix, GroupeReglage groupe, IReadOnlyDictionary<string, string> saisie, bool exploitant,
        List<Erreur> errors)
    {
        foreach (var champ in groupe.Champs.Where(c => exploitant || !c.Exploitant))
        {
            var text = saisie.GetValueOrDefault(prefix + champ.Chemin, "");
            if (champ.Sorte == SorteChamp.Secret && text.Length == 0)
            {
                // Said to be kept, where an empty text would be a new one.
                CheminJson.Annuler(node, champ.Chemin);
                continue;
            }

            var (value, error) = TexteChamp.Ecrire(champ, prefix + champ.Chemin, text);
            if (error is not null) errors.Add(error);
            // A box that is not ticked makes nothing on its way.
            else if (value?.GetValueKind() != JsonValueKind.False || CheminJson.Lire(node, champ.Chemin) is not null)
                CheminJson.Ecrire(node, champ.Chemin, value);
        }

        if (groupe.Facultatif is { } part && groupe.Champs.All(c => c.Sorte is SorteChamp.Oui or SorteChamp.Choix
            || saisie.GetValueOrDefault(prefix + c.Chemin, "").Trim().Length == 0)) CheminJson.Ecrire(node, part, null);
    }

    // What an element has beside the fields of the form stays with it, whatever place it has now.
    private static JsonArray ListOf(
        GroupeReglage groupe, JsonObject node, IReadOnlyDictionary<string, string> saisie, List<Erreur> errors)
    {
        var (made, stored, key) = (new JsonArray(), ItemsOf(node, groupe.Liste!), groupe.Champs[0].Chemin);
        for (var i = 0; i < RowsOf(groupe.Liste!, saisie); i++)
        {
            var prefix = PrefixOf(groupe.Liste!, i);
            if (saisie.GetValueOrDefault(prefix + key, "").Trim().Length == 0) continue;
            var former = saisie.GetValueOrDefault(prefix + Ancienne, "");
            var item = stored.Find(s => former.Length > 0 && TexteChamp.Lire(s[key]) == former)?.DeepClone().AsObject() ?? [];
            Write(item, prefix, groupe, saisie, exploitant: true, errors);
            made.Add(item);
        }

        return made;
    }

    private static List<JsonObject> ItemsOf(JsonObject node, string list) =>
        [.. (CheminJson.Lire(node, list) as JsonArray ?? []).OfType<JsonObject>()];

    private static int RowsOf(string list, IReadOnlyDictionary<string, string> saisie) => saisie.Keys
        .Where(name => name.StartsWith(list + "[", StringComparison.Ordinal))
        .Select(name => name[(list.Length + 1)..].Split(']')[0])
        .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < MostRows ? i + 1 : 0)
        .DefaultIfEmpty().Max();

    private const int MostRows = 100;

    private static string PrefixOf(string list, int i) => string.Create(CultureInfo.InvariantCulture, $"{list}[{i}].");
}
