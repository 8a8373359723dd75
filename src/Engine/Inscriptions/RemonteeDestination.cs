namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>Where the enrolments are told: the name under which the source's module keeps that destination.</summary>
public sealed record RemonteeDestination(string Name);
