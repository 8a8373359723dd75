namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>What names a wish at Parcoursup.</summary>
public sealed record CleVoeu(int Session, int CodeCandidat, int CodeFormationPsup, int Internat = 0);
