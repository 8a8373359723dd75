using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Connexion;

/// <summary>Rights in words.</summary>
internal static class Libelles
{
    public static string De(Niveau niveau) => niveau switch
    {
        Niveau.Lecture => "lecture seule",
        Niveau.Scolarite => "scolarité",
        Niveau.Administrateur => "administration fonctionnelle",
        _ => "exploitation de la passerelle",
    };
}

/// <summary>Rights in words, those of the systems' roles too.</summary>
internal sealed class DroitsEnMots(IEnumerable<RolesDeSysteme> roles)
{
    public string De(IEnumerable<Droit> droits) => string.Join(" ; ", droits.Select(De));

    private string De(Droit droit) => droit.Role is { } role ? DeRole(role, droit.Portee)
        : droit.Etablissement is { } code ? $"{Libelles.De(droit.Niveau)} de {code}" : Libelles.De(droit.Niveau);

    // A role that no system has any more opens nothing, and is still seen.
    private string DeRole(string name, string? portee)
    {
        if (roles.FirstOrDefault(of => of.Roles.Any(r => r.Nom == name)) is not { } system) return name;
        var role = system.Roles.First(r => r.Nom == name);
        var over = system.Portees.Where(p => portee?.Split(',').Contains(p.Valeur) == true).Select(p => p.Libelle);
        return $"{system.Titre}, {role.Libelle}{(role.AvecPortee ? $" ({string.Join(", ", over)})" : "")}";
    }
}
