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

    /// <summary>Names both or neither: there is no right over nobody, and none over one établissement that is over all.</summary>
    public bool EstComplet => Niveau == Niveau.Exploitant == (Etablissement is null);
}
