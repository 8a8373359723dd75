using System.Text.Json.Serialization;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>A person who uses the pages.</summary>
/// <param name="Identifiant">What he signs in with; lower case.</param>
/// <param name="Externe">Issuer and subject of a single sign-on, where he comes by one.</param>
public sealed record Utilisateur(
    string Id, string Identifiant, string Nom, IReadOnlyList<Droit> Droits, bool Actif, bool SecondFacteur, string? Externe)
{
    /// <summary>When he signed in last.</summary>
    public DateTimeOffset? ConnecteLe { get; init; }

    [JsonIgnore]
    public bool EstExploitant => Droits.Any(d => d.Niveau == Niveau.Exploitant);

    /// <summary>The most that he may do for an établissement; null when it is none of his business.</summary>
    public Niveau? Sur(string etablissement) => EstExploitant ? Niveau.Exploitant
        : Droits.Where(d => d.Etablissement == etablissement).Select(d => (Niveau?)d.Niveau).Max();

    /// <summary>Whether he has one of these roles of a system, or may whatever they may.</summary>
    public bool Tient(IReadOnlyCollection<string> roles) => EstExploitant || Droits.Any(d => d.Role is { } role && roles.Contains(role));

    /// <summary>How the rest of the gateway sees him where he acts.</summary>
    /// <param name="etablissement">Where; null on pages that are of none.</param>
    public ApiCaller Appelant(string? etablissement) => new("u:" + Id, Nom, EstExploitant ? null : etablissement)
    {
        // On a page of no établissement somebody who runs nothing is nobody's administrator.
        Role = !EstExploitant && etablissement is null ? "utilisateur" : null,
    };
}
