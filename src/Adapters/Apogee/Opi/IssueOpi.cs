namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>How an attempt to hand an OPI over may end besides what any delivery may.</summary>
internal static class IssueOpi
{
    /// <summary>Its lines stand in a file: whether they were imported is said of the lot.</summary>
    public const string EnFichier = nameof(EnFichier);
}
