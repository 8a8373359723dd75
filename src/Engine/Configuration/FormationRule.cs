using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The formation mapping: each formation once, and with what each system asks of it.</summary>
internal sealed class FormationRule(IEnumerable<IFormationRule> systems) : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Formations;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var seen = new HashSet<int>();
            var formations = document.Etablissements[i].Formations;
            for (var j = 0; j < formations.Count; j++)
            {
                var path = $"etablissements[{i}].formations[{j}]";
                if (formations[j].CodeFormationPsup > 0 && !seen.Add(formations[j].CodeFormationPsup))
                    yield return new($"{path}.codeFormationPsup",
                        $"La formation {formations[j].CodeFormationPsup} a déjà une correspondance.");
                foreach (var error in systems.SelectMany(s => s.Check(formations[j], path)))
                    yield return error;
            }
        }
    }
}
