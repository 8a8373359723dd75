namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>How far a run is.</summary>
/// <param name="Faites">Lines that are answered, in whatever order.</param>
internal readonly record struct AvancementLignes(int Faites, int Total);
