using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>Codes and UAIs: well formed, and each UAI in one établissement only (rule A1).</summary>
internal sealed partial class IdentityRule : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Identity;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        // A code leads to its établissement as a UAI does: neither may be somebody else's.
        var owners = document.Etablissements.DistinctBy(e => e.Code, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(e => e.Code, e => e.Code, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var etablissement = document.Etablissements[i];
            var path = $"etablissements[{i}]";
            if (!CodePattern().IsMatch(etablissement.Code))
                yield return new($"{path}.code", "Indiquer un code de 2 à 40 caractères : lettres minuscules, chiffres et tirets.");
            if (string.IsNullOrWhiteSpace(etablissement.Libelle))
                yield return new($"{path}.libelle", "Indiquer le nom de l'établissement.");
            if (etablissement.Uais.Count == 0)
                yield return new($"{path}.uais", "Indiquer au moins une UAI.");

            for (var j = 0; j < etablissement.Uais.Count; j++)
            {
                var uai = etablissement.Uais[j];
                if (!Uai.IsValid(uai))
                    yield return new($"{path}.uais[{j}]",
                        $"« {uai} » n'est pas une UAI : 7 chiffres et leur lettre de contrôle, par exemple 0730013T.");
                else if (!owners.TryAdd(uai, etablissement.Code))
                    yield return new($"{path}.uais[{j}]", $"L'UAI {uai} appartient déjà à l'établissement « {owners[uai]} ».");
            }
        }
    }

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])\z")]
    private static partial Regex CodePattern();
}
