namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>The destination that is told the enrolments (inscriptions administratives).</summary>
internal static class DestinationIa
{
    /// <summary>As it is stored.</summary>
    public const string Name = "parcoursup-ia";
}
