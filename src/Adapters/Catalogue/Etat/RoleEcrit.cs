using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>A role of the catalogue (rule H3) as keys and accounts of people have it.</summary>
internal static class RoleEcrit
{
    public const string Prefixe = "catalogue:";
    public const string Moss = Prefixe + "moss";
    public const string Instructeur = Prefixe + "instructeur";
    public const string Lecture = Prefixe + "lecture";

    /// <param name="portee">The académies.</param>
    /// <returns>Null for a role that has nothing to do with the catalogue.</returns>
    public static Acteur? Lire(string nom, string? role, string? portee) => role?.StartsWith(Prefixe, StringComparison.Ordinal) == true
        ? Acteur.Lire(nom, role[Prefixe.Length..], portee, out _) : null;
}
