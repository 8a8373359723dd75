namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>How Apogée is asked who a student is.</summary>
public sealed record EtudiantOptions : ServiceVoisinOptions
{
    internal override string Service => "EtudiantMetier";
}
