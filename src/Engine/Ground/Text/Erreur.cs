namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>An error of the configuration: where and what to do, in French.</summary>
internal sealed record Erreur(string Champ, string Message);
