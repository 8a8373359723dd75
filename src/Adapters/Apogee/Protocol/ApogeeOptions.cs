using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>How an établissement's Apogée is reached (contract of OpiMetier §1, §2).</summary>
public sealed record ApogeeOptions
{
    /// <summary>Address of the service, for instance <c>https://apogee.exemple.fr/services/OpiMetier</c>.</summary>
    public string Url { get; init; } = "";

    /// <summary>Number of the operation <c>mettreajourDonneesOpi_vN</c>, 2 to 10: one that the release offers.</summary>
    public int Version { get; init; } = 10;

    /// <summary>Apogée's release, for instance <c>6.50</c> or <c>6.70.00</c>: it decides whether codRge and modEnv exist.</summary>
    public string Release { get; init; } = "6.50";

    /// <summary>Namespace of the operation; null: the one of the releases since 6.00, without suffix.</summary>
    public string? EspaceDeNoms { get; init; }

    /// <summary>HTTP Basic; both or neither.</summary>
    public string? Login { get; init; }

    public string? MotDePasse { get; init; }

    /// <summary>Longest wait for an answer. Past it the outcome is unknown (rule E2).</summary>
    public int DelaiSecondes { get; init; } = 30;

    /// <summary>Most calls to this Apogée at the same time.</summary>
    public int AppelsSimultanes { get; init; } = 2;

    /// <summary>LaissezPasserMetier; null: no laissez-passer can be given.</summary>
    public LaissezPasserOptions? LaissezPasser { get; init; }

    /// <summary>EtudiantMetier; null: Apogée is not asked who became a student.</summary>
    public EtudiantOptions? Etudiant { get; init; }

    /// <summary>The namespace that is really used.</summary>
    [JsonIgnore]
    public string EspaceDeNomsEffectif => string.IsNullOrWhiteSpace(EspaceDeNoms) ? OpiNamespaces.Default : EspaceDeNoms.Trim();

    /// <summary>Without the password, so that no log ever holds it.</summary>
    public override string ToString() => $"ApogeeOptions {{ Url = {Url}, Version = {Version}, Release = {Release} }}";
}
