namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>An error of the configuration: where and what to do, in French.</summary>
public sealed record Erreur(string Champ, string Message);
