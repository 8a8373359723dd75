namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Who a candidate is, as he or she typed it at Parcoursup.</summary>
internal sealed record Candidat(int Code, string? Ine, string Sexe, string Nom, string Prenom, DateOnly DateNaissance, bool NationaliteFrancaise);

/// <summary>What names a wish within the session.</summary>
internal readonly record struct CleVoeu(int Candidat, int Formation, int Internat = 0);
