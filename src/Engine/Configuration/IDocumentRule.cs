using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// One rule of the configuration. Every rule runs, and all errors are told at once.
/// </summary>
internal interface IDocumentRule
{
    /// <param name="document">The whole configuration as it would be after the change, secrets sealed.</param>
    IEnumerable<Erreur> Check(ConfigurationDocument document);
}
