using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Temoin.Configuration;

/// <summary>An établissement on Témoin has an account for it. All errors of the document are told at once, in French.</summary>
internal sealed class TemoinRule : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Accounts;

    public IEnumerable<Erreur> Check(ConfigurationDocument document) =>
        document.Etablissements.SelectMany((etablissement, i) => Check(etablissement, $"etablissements[{i}].temoin"));

    private static IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path)
    {
        if (etablissement.Temoin is not { } temoin)
        {
            if (etablissement.Sis == Sis.Temoin)
                yield return new(path, "Indiquer le compte avec lequel Témoin appelle la passerelle : login et motDePasse.");
            yield break;
        }

        if (string.IsNullOrWhiteSpace(temoin.Login) || temoin.Login.Contains(':', StringComparison.Ordinal))
            yield return new($"{path}.login", "Indiquer le nom du compte de Témoin, sans « : ».");
        if (string.IsNullOrEmpty(temoin.MotDePasse))
            yield return new($"{path}.motDePasse", "Indiquer le mot de passe du compte de Témoin.");
        if (temoin.Patience < 1)
            yield return new($"{path}.patience", $"La patience vaut {temoin.Patience} : indiquer au moins un matin.");
    }
}
