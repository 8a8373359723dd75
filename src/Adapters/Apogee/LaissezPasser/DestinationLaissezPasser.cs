namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>The destination that holds the laissez-passer.</summary>
internal static class DestinationLaissezPasser
{
    /// <summary>As it is stored.</summary>
    public const string Name = "apogee-laissez-passer";
}
