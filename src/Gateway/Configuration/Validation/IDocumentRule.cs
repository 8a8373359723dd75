namespace Parcoursup.Gateway.Configuration.Validation;

/// <summary>An error of the configuration: where and what to do, in French.</summary>
internal sealed record Erreur(string Champ, string Message);

/// <summary>
/// One rule of the configuration. Every rule runs, and all errors are told at once.
/// </summary>
internal interface IDocumentRule
{
    /// <param name="document">The whole configuration as it would be after the change, secrets sealed.</param>
    IEnumerable<Erreur> Check(ConfigurationDocument document);
}
