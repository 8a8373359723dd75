namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>A field of the planification that belongs to one system, which registers it: when a work of its own is planned.</summary>
/// <param name="Name">The field of the document.</param>
/// <param name="Default">The expression that stands, and is written, where nobody gave one.</param>
public sealed record CronField(string Name, string Default);
