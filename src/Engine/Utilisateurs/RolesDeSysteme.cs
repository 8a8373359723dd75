namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>
/// The roles that a system gives people beside the levels, where its work is of no établissement. A person has at most one role of each
/// system; whoever runs the gateway needs none.
/// </summary>
/// <param name="Titre">How people call the system.</param>
/// <param name="Portees">What a role may be over; whoever gives it chooses among them.</param>
public sealed record RolesDeSysteme(
    string Titre, IReadOnlyList<RoleDeSysteme> Roles, string TitrePortees, IReadOnlyList<PorteeDeRole> Portees)
{
    /// <summary>The right that a role gives.</summary>
    /// <returns>Null, and why in French, where there is none.</returns>
    public Droit? Donner(string role, IReadOnlyCollection<string?> portees, out string? refus)
    {
        refus = null;
        if (Roles.FirstOrDefault(r => r.Nom == role) is not { } known) refus = $"{Titre} : choisir un rôle de la liste.";
        else if (!known.AvecPortee) return Droit.DeRole(role, known.Portee);
        else if (portees.FirstOrDefault(p => Portees.All(of => of.Valeur != p)) is { } unknown)
            refus = $"{Titre} : « {unknown} » n'est pas une des {TitrePortees}.";
        else if (portees.Count == 0) refus = $"{Titre}, {known.Libelle} : choisir au moins une des {TitrePortees}.";
        return refus is null ? Droit.DeRole(role, string.Join(',', portees)) : null;
    }

    /// <summary>The same where it is written, with commas between what it is over.</summary>
    public static Droit? Lire(IEnumerable<RolesDeSysteme> systemes, string role, string? portees, out string? refus)
    {
        var all = systemes.ToList();
        var over = portees?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (all.FirstOrDefault(system => system.Roles.Any(r => r.Nom == role)) is { } known) return known.Donner(role, over, out refus);
        refus = $"« {role} » n'est pas un rôle : {string.Join(", ", all.SelectMany(system => system.Roles).Select(r => r.Nom))}.";
        return null;
    }
}

/// <param name="Nom">As it is stored, such as <c>systeme:role</c>.</param>
/// <param name="AvecPortee">Who gives it says what it is over; else it is over <see cref="Portee"/>.</param>
public sealed record RoleDeSysteme(string Nom, string Libelle, bool AvecPortee, string Portee = "");

public sealed record PorteeDeRole(string Valeur, string Libelle);
