using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Fregata.Configuration;

/// <summary>Fregata's section, the MEF of the formations, and the connection to Parcoursup that every import needs.</summary>
internal sealed class FregataRule : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Targets;

    public IEnumerable<Erreur> Check(ConfigurationDocument document) =>
        document.Etablissements.SelectMany((etablissement, i) => Check(etablissement, $"etablissements[{i}]"));

    private static IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path)
    {
        if (etablissement.Sis == Sis.Fregata && !etablissement.ConnecteALaSource())
            yield return new($"{path}.parcoursup", "Indiquer la connexion à Parcoursup : Fregata en importe les candidats admis.");
        if (etablissement.Fregata is { } fregata)
            foreach (var (champ, message) in FregataOptionsValidator.Validate(fregata, $"{path}.fregata"))
                yield return new(champ, message);
        var comptes = etablissement.Fregata?.Comptes ?? [];
        for (var j = 0; j < comptes.Count; j++)
            foreach (var error in AccesCompteValidator.Errors($"{path}.fregata.comptes[{j}]", comptes[j].Adresses, comptes[j].Certificat))
                yield return error;
        for (var j = 0; j < etablissement.Formations.Count; j++)
            if (etablissement.Formations[j].Fregata is { } cible)
                foreach (var (champ, message) in FregataOptionsValidator.Validate(cible, $"{path}.formations[{j}].fregata"))
                    yield return new(champ, message);
    }
}
