using System.Diagnostics.Metrics;

namespace Parcoursup.Gateway.Engine.Ground.Telemetrie;

/// <summary>
/// The meter of the gateway's own metrics (ADR 0018). Each room makes the instruments of what it does; where nobody listens, they do
/// nothing. A label is a word of the program or the code of an établissement, and never anything of a person.
/// </summary>
public static class Mesures
{
    public const string Nom = "Passerelle";

    public const string Etablissement = "etablissement";
    public const string Destination = "destination";
    public const string Issue = "issue";
    public const string Type = "type";

    public static Meter Passerelle(this IMeterFactory meters) => meters.Create(Nom);

    /// <summary>A label.</summary>
    public static KeyValuePair<string, object?> De(string name, object? value) => new(name, value);
}
