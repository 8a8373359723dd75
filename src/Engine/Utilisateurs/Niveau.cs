namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>What a person may do, from the least to the most; each may what those before it may.</summary>
public enum Niveau
{
    /// <summary>Looks at an établissement's candidates and lists.</summary>
    Lecture,

    /// <summary>Solves what waits for a person: tasks, refusals, guards, values.</summary>
    Scolarite,

    /// <summary>Sets an établissement up: connector, mappings, calendar.</summary>
    Administrateur,

    /// <summary>Runs the gateway: every établissement, users, keys, audit.</summary>
    Exploitant,
}

/// <summary>What a person may do, and for whom.</summary>
/// <param name="Etablissement">Its code; null for whoever runs the gateway.</param>
public sealed record Droit(Niveau Niveau, string? Etablissement)
{
    public static readonly Droit Exploitant = new(Niveau.Exploitant, null);

    /// <summary>A role (<see cref="RolesDeSysteme"/>) instead of a level: it opens its system's pages, and nothing else.</summary>
    public string? Role { get; init; }

    /// <summary>What the role is over, in its system's words.</summary>
    public string? Portee { get; init; }

    /// <summary>Names both or neither: there is no right over nobody, and none over one établissement that is over all.</summary>
    public bool EstComplet => Role is null ? Niveau == Niveau.Exploitant == (Etablissement is null)
        : Niveau == Niveau.Lecture && Etablissement is null;

    public static Droit DeRole(string role, string portee) => new(Niveau.Lecture, null) { Role = role, Portee = portee };
}
