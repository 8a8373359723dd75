namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>How a series of pushes ended; what is lost will only be found by a pull.</summary>
public sealed record BilanPoussee(int Envoyees, int Acquittees, IReadOnlyList<CleVoeu> Perdues);
