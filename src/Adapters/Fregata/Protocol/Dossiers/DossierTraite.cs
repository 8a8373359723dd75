using System.Text.Json;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>
/// A processed dossier has two truths: what Fregata holds and what Parcoursup says (rule G3). What Fregata corrects, what a
/// later import may change, and where the two differ.
/// </summary>
public static class DossierTraite
{
    private const string Responsables = "responsables";
    private const int LongestText = 500;
    private const int MostResponsables = 10;

    /// <summary>Applies corrections as sent; else the first field that cannot be taken, and why, in French.</summary>
    public static (ContenuDossier? Contenu, Probleme? Refus) Corriger(ContenuDossier contenu, IReadOnlyDictionary<string,
        JsonElement> corrections)
    {
        foreach (var (nom, valeur) in corrections)
        {
            if (nom == Responsables)
            {
                if (ReadResponsables(valeur) is not { } responsables)
                    return (null,
                        new(nom, $"Indiquer la liste des responsables (au plus {MostResponsables}), chacun comme dans un dossier."));
                contenu = contenu with { Responsables = responsables };
                continue;
            }

            if (ChampDossier.Trouver(nom) is not { } champ)
                return (null,
                    new(nom,
                        $"Le champ « {nom} » ne se corrige pas : les champs possibles sont "
                        + $"{string.Join(", ", ChampDossier.Tous.Select(c => c.Nom))}, {Responsables}."));
            if (valeur.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return (null, new(nom, $"La correction de « {nom} » doit être un texte, ou null pour vider le champ, et non "
                    + $"{Cite.De(valeur.GetRawText())}."));
            var texte = valeur.ValueKind == JsonValueKind.Null || string.IsNullOrWhiteSpace(valeur.GetString()) ? null
                : valeur.GetString()!.Trim();
            if (texte?.Length > LongestText)
                return (null, new(nom, $"La correction de « {nom} », {Cite.De(texte)}, dépasse {LongestText} caractères."));
            if (nom == ChampDossier.DateNaissance && texte is not null && ChampDossier.Day(texte) is null)
                return (null, new(nom, $"{Cite.De(texte)} n'est pas une date de naissance : l'indiquer sous la forme aaaa-mm-jj."));
            contenu = champ.Ecrire(contenu, texte);
        }

        return (contenu, null);
    }

    /// <summary>What Fregata holds after a later import: the protected fields and the schooling stay, the rest is Parcoursup's.</summary>
    public static ContenuDossier Actualiser(ContenuDossier fregata, ContenuDossier parcoursup, IReadOnlyCollection<GroupeChamps> proteges)
    {
        var contenu = parcoursup;
        foreach (var champ in ChampDossier.Tous)
        {
            var held = champ.Lire(fregata);
            // What nobody filled in yet may still come from the mapping.
            if (champ.Groupe is { } groupe ? proteges.Contains(groupe) : held is not null) contenu = champ.Ecrire(contenu, held);
        }

        return proteges.Contains(GroupeChamps.Responsables) ? contenu with { Responsables = fregata.Responsables } : contenu;
    }

    public static IReadOnlyList<Difference> Differences(ContenuDossier fregata, ContenuDossier parcoursup)
    {
        var found = new List<Difference>();
        foreach (var champ in ChampDossier.Tous)
        {
            var (held, said) = (champ.Lire(fregata), champ.Lire(parcoursup));
            if (held != said) found.Add(new(champ.Nom, held, said));
        }

        if (!fregata.Responsables.SequenceEqual(parcoursup.Responsables))
            found.Add(new(Responsables, Describe(fregata.Responsables), Describe(parcoursup.Responsables)));
        return found;
    }

    private static string Describe(IReadOnlyList<Responsable> responsables) => string.Join(" ; ", responsables.Select(r =>
        string.Join(", ", new[] { $"{r.Nom} {r.Prenom}".Trim(), r.Mail, r.Tel, r.Adresse.Ligne1, r.Adresse.CodePostal,
            r.Adresse.LibelleCommune }.Where(t => !string.IsNullOrEmpty(t)))));

    private static List<Responsable>? ReadResponsables(JsonElement valeur)
    {
        if (valeur.ValueKind != JsonValueKind.Array || valeur.GetArrayLength() > MostResponsables) return null;
        try
        {
            var read = valeur.Deserialize<List<Responsable?>>(FregataJson.Options)!;
            return read.Exists(r => r?.Adresse is null) ? null : [.. read.Select(r => r!)];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
