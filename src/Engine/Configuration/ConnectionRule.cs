using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>Addresses and credentials of every system.</summary>
internal sealed class ConnectionRule(IEnumerable<IConnectionRule> systems) : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Connections;

    public IEnumerable<Erreur> Check(ConfigurationDocument document) =>
        document.Etablissements.SelectMany((etablissement, i) => systems.SelectMany(s => s.Check(etablissement, $"etablissements[{i}]")));
}
