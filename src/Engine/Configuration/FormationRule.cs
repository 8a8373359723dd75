using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The formation mapping: keys within Apogée's widths, Oui Si with its category, each formation once.</summary>
internal sealed class FormationRule : IDocumentRule
{
    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var seen = new HashSet<int>();
            var formations = document.Etablissements[i].Formations;
            for (var j = 0; j < formations.Count; j++)
            {
                var path = $"etablissements[{i}].formations[{j}]";
                if (formations[j].CodeFormationPsup <= 0)
                    yield return new($"{path}.codeFormationPsup", "Indiquer le code de la formation dans Parcoursup.");
                else if (!seen.Add(formations[j].CodeFormationPsup))
                    yield return new($"{path}.codeFormationPsup", $"La formation {formations[j].CodeFormationPsup} a déjà une correspondance.");
                foreach (var (reponse, cible) in formations[j].Cibles())
                    foreach (var error in Check(cible, reponse, $"{path}.{char.ToLowerInvariant(reponse.ToString()[0])}{reponse.ToString()[1..]}"))
                        yield return error;
            }
        }
    }

    private static IEnumerable<Erreur> Check(CibleVet cible, Reponse reponse, string path)
    {
        if (cible.CodCge.Length is < 1 or > 3) yield return new($"{path}.codCge", "Indiquer le centre de gestion (1 à 3 caractères).");
        if (cible.CodEtp.Length is < 1 or > 6) yield return new($"{path}.codEtp", "Indiquer le code étape (1 à 6 caractères).");
        if (cible.CodVrsVet is < 1 or > 999) yield return new($"{path}.codVrsVet", "Indiquer la version d'étape (1 à 999).");
        if (cible.CodDip is null != cible.CodVrsVdi is null) yield return new($"{path}.codDip", "Indiquer le diplôme et sa version (codDip et codVrsVdi), ou aucun des deux.");
        if (cible.CodDemDos is not (null or "C" or "T")) yield return new($"{path}.codDemDos", "Indiquer C (accès libre) ou T (sélective).");
        if (reponse != Reponse.Oui && string.IsNullOrWhiteSpace(cible.CodCatOuiSi)) yield return new($"{path}.codCatOuiSi", "Indiquer la catégorie Oui Si d'Apogée : elle donne le cursus aménagé.");
        if (reponse == Reponse.Oui && cible.CodCatOuiSi is not null) yield return new($"{path}.codCatOuiSi", "Une réponse Oui n'a pas de catégorie Oui Si : la retirer.");
    }
}
