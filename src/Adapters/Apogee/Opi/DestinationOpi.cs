namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>The destination that holds the OPI.</summary>
internal static class DestinationOpi
{
    /// <summary>As it is stored.</summary>
    public const string Name = "apogee-opi";
}
