using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>The order in which errors are told; rules of one place follow in the order of their registration.</summary>
public enum RuleOrder
{
    Identity,
    Connections,
    Accounts,
    Files,
    Formations,
    Targets,
    Calendar,
}

/// <summary>
/// One rule of the configuration. Every rule runs, and all errors are told at once.
/// </summary>
public interface IDocumentRule
{
    RuleOrder Order { get; }

    /// <param name="document">The whole configuration as it would be after the change, secrets sealed.</param>
    IEnumerable<Erreur> Check(ConfigurationDocument document);
}

/// <summary>What <see cref="ConnectionRule"/> asks a system, one établissement after the other: its addresses and credentials.</summary>
public interface IConnectionRule
{
    IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path);
}

/// <summary>What <see cref="FormationRule"/> asks a system, one formation after the other: its code and where it leads.</summary>
public interface IFormationRule
{
    IEnumerable<Erreur> Check(FormationMapping formation, string path);
}
