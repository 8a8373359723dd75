namespace Parcoursup.Gateway.Adapters.Scolarix;

/// <summary>How an établissement exchanges files with its Scolarix (docs/reference/scolarix.md).</summary>
public sealed record ScolarixOptions
{
    public RetourOptions Retour { get; init; } = new();
}
