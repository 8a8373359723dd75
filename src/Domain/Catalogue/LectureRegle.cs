using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>The reading of one rule after the other: each field against its closed list, with whatever is wrong.</summary>
internal sealed class LectureRegle(IReadOnlySet<string>? diplomes)
{
    private static readonly JsonSerializerOptions Lisible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> Connus = new(StringComparer.Ordinal)
    {
        "id", "plateforme", "niveau", "diplome", "condition_integration", "statut", "duree", "annee", "num_academie",
        "regle_complementaire", "nom_regle_complementaire", "statut_academies", "supprimee", "auteur", "historique",
    };

    private readonly List<RegleLue> _regles = [];
    private readonly List<RemarqueRegle> _refus = [];
    private readonly List<RemarqueRegle> _avertissements = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private JsonElement _regle;
    private int _refusAvant;

    public string Id { get; private set; } = "";
    public bool IdNumerique { get; private set; }

    public DocumentRegles Document() => new(_regles, _refus, _avertissements);

    public void Commencer(JsonElement regle, int index)
    {
        (_regle, _refusAvant) = (regle, _refus.Count);
        IdNumerique = regle.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number;
        Id = Texte("id") ?? "";
        if (Id.Length == 0) Refuser(null, $"[{index}].id", "Indiquer l'identifiant de la règle.");
        else if (!_ids.Add(Id)) RefuserIci("id", $"L'identifiant {Cite.De(Id)} est donné deux fois.");
        foreach (var unknown in regle.EnumerateObject().Where(p => !Connus.Contains(p.Name)))
            Avertir(unknown.Name, "Champ inconnu, sans effet.");
    }

    public void Finir(Regle regle)
    {
        if (_refus.Count > _refusAvant) return;
        var kept = JsonObject.Create(_regle.Clone())!;
        kept.Remove("statut_academies");
        // Former names are shown by the one in use.
        kept["statut"] = regle.Statut.Libelle();
        _regles.Add(new(regle, kept.ToJsonString(Lisible), _regle.TryGetProperty("statut_academies", out var given)
            && given.ValueKind == JsonValueKind.Object));
    }

    /// <summary>Keeps a rule of another platform as it is written: its words are on other lists, and it is never applied.</summary>
    public void Garder()
    {
        if (_refus.Count > _refusAvant) return;
        var rule = new Regle
        {
            Id = Id, IdNumerique = IdNumerique, AutrePlateforme = true, Niveau = "", Diplome = "", PeutIntegrer = false,
            Statut = StatutCatalogue.NonPubliable,
        };
        _regles.Add(new(rule, JsonObject.Create(_regle.Clone())!.ToJsonString(Lisible), false));
    }

    public void Refuser(string? regle, string champ, string motif) => _refus.Add(new(regle, champ, motif));

    public void RefuserIci(string champ, string motif) => Refuser(Id.Length == 0 ? null : Id, champ, motif);

    public void Avertir(string champ, string motif) => _avertissements.Add(new(Id, champ, motif));

    public string? Texte(string nom) => TexteDe(_regle, nom);

    public static string? TexteDe(JsonElement element, string nom)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(nom, out var value)) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : nom == "valeur" ? text : text.Trim();
    }

    public bool Booleen(string nom)
    {
        if (!_regle.TryGetProperty(nom, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False) return false;
        if (value.ValueKind == JsonValueKind.True) return true;
        if (value.ValueKind == JsonValueKind.String && OuiNonRecu.Parse(value.GetString()) is { } said) return said;
        RefuserIci(nom, "Écrire true ou false.");
        return false;
    }

    public string Niveau()
    {
        if (NiveauDiplome.Lire(Texte("niveau")) is { } known) return known;
        RefuserIci("niveau", $"Le niveau {Cite.De(Texte("niveau"))} n'existe pas : {NiveauDiplome.Liste}.");
        return "";
    }

    public string Diplome()
    {
        if (Texte("diplome") is not { } label)
        {
            RefuserIci("diplome", "Indiquer le diplôme, avec son libellé exact.");
            return "";
        }

        if (diplomes?.Contains(label) == false)
            Avertir("diplome", $"Aucune formation du catalogue n'a le diplôme {Cite.De(label)} : vérifier son libellé exact.");
        return label;
    }

    public bool PeutIntegrer()
    {
        var text = Texte("condition_integration");
        if (text is not null && Statuts.Pli(text) is var folded && folded is "peut integrer" or "ne doit pas integrer")
            return folded == "peut integrer";
        RefuserIci("condition_integration", $"{Cite.De(text)} : écrire « peut intégrer » ou « ne doit pas intégrer ».");
        // What was refused is not warned of as well.
        return true;
    }

    public StatutCatalogue Statut(string champ) => Statut(champ, Texte("statut"));

    private StatutCatalogue Statut(string field, string? text)
    {
        if (Statuts.Lire(text) is { } known && known.EstRecalcule()) return known;
        RefuserIci(field, $"{Cite.De(text)} n'est pas un statut de règle : {Statuts.Calculables}.");
        return StatutCatalogue.NonPubliable;
    }

    public int? Academie()
    {
        var text = Texte("num_academie");
        return Academies.EstNationale(text) ? null : Academie("num_academie", text!);
    }

    private int? Academie(string field, string text)
    {
        if (Academies.Numero(text) is { } number && Academies.Existe(number)) return number;
        RefuserIci(field, $"L'académie {Cite.De(text)} n'existe pas : écrire son numéro, par exemple 14.");
        return null;
    }

    public IReadOnlyDictionary<int, StatutCatalogue> StatutsAcademies(Regle regle)
    {
        var statuses = new SortedDictionary<int, StatutCatalogue>();
        if (!_regle.TryGetProperty("statut_academies", out var given) || given.ValueKind == JsonValueKind.Null) return statuses;
        if (given.ValueKind != JsonValueKind.Object)
        {
            RefuserIci("statut_academies", "Écrire un objet : { \"14\": \"à publier\" }.");
            return statuses;
        }

        foreach (var entry in given.EnumerateObject())
        {
            var place = $"statut_academies.{entry.Name}";
            if (Academie(place, entry.Name) is { } number
                && !statuses.TryAdd(number, Statut(place, entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() : null)))
                RefuserIci(place, string.Create(CultureInfo.InvariantCulture, $"L'académie {number} est donnée deux fois."));
        }

        if (statuses.Count > 0 && !regle.AdmetAcademies)
            RefuserIci("statut_academies",
                $"Une académie ne décide autrement que sur une règle « {StatutCatalogue.APublierRecteur.Libelle()} » ; celle-ci "
                + $"est « {regle.Statut.Libelle()} ».");
        return statuses;
    }
}
