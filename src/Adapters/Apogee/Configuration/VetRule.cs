using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>The VETs of a formation: keys within Apogée's widths, Oui si with its category.</summary>
internal sealed class VetRule : IFormationRule
{
    public IEnumerable<Erreur> Check(FormationMapping formation, string path) => formation.Cibles()
        .SelectMany(c => Check(c.Cible, c.Reponse, $"{path}.{char.ToLowerInvariant(c.Reponse.ToString()[0])}{c.Reponse.ToString()[1..]}"));

    private static IEnumerable<Erreur> Check(CibleVet cible, Reponse reponse, string path)
    {
        if (cible.CodCge.Length is < 1 or > 3) yield return new($"{path}.codCge", "Indiquer le centre de gestion (1 à 3 caractères).");
        if (cible.CodEtp.Length is < 1 or > 6) yield return new($"{path}.codEtp", "Indiquer le code étape (1 à 6 caractères).");
        if (cible.CodVrsVet is < 1 or > 999) yield return new($"{path}.codVrsVet", "Indiquer la version d'étape (1 à 999).");
        if (cible.CodDip is null != cible.CodVrsVdi is null)
            yield return new($"{path}.codDip", "Indiquer le diplôme et sa version (codDip et codVrsVdi), ou aucun des deux.");
        if (cible.CodDemDos is not (null or "C" or "T"))
            yield return new($"{path}.codDemDos", "Indiquer C (accès libre) ou T (sélective).");
        if (cible.CodRgi is { Length: not 1 })
            yield return new($"{path}.codRgi", "Indiquer le régime d'inscription d'Apogée (1 caractère).");
        if (cible.CodStu is { Length: < 1 or > 2 })
            yield return new($"{path}.codStu", "Indiquer le statut d'Apogée (1 ou 2 caractères).");
        if (reponse != Reponse.Oui && string.IsNullOrWhiteSpace(cible.CodCatOuiSi))
            yield return new($"{path}.codCatOuiSi", "Indiquer la catégorie Oui si d'Apogée : elle donne le cursus aménagé.");
        if (reponse == Reponse.Oui && cible.CodCatOuiSi is not null)
            yield return new($"{path}.codCatOuiSi", "Une réponse Oui n'a pas de catégorie Oui si : la retirer.");
    }
}
