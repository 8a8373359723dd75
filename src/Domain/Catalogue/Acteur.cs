using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>Roles of rule H3.</summary>
public enum RoleCatalogue
{
    /// <summary>Writes the rules.</summary>
    Moss,

    /// <summary>Publishes the formations of his académies.</summary>
    Instructeur,

    /// <summary>Reads.</summary>
    Lecture,
}

/// <summary>Somebody who acts.</summary>
/// <param name="Academies">His académies; null for all of them.</param>
public sealed record Acteur(string Nom, RoleCatalogue Role, IReadOnlySet<int>? Academies)
{
    private const string Toutes = "-1";

    /// <summary>The rules are for the whole country: who writes them sees all of it.</summary>
    public bool Voit(int? academie) => Role == RoleCatalogue.Moss || EstDe(academie);

    public bool EstDe(int? academie) => Academies is null || (academie is { } a && Academies.Contains(a));

    /// <returns>Null, and why, for somebody who cannot be recognised.</returns>
    public static Acteur? Lire(string? nom, string? role, string? academies, out string? refus)
    {
        refus = null;
        if (string.IsNullOrWhiteSpace(nom)) refus = "Indiquer qui agit (--auteur).";
        else if (LireRole(role) is not { } known)
            refus = $"Le rôle {Cite.De(role)} n'existe pas : moss, instructeur ou lecture.";
        else if (LireAcademies(academies, out var numbers, out refus))
            return new(nom.Trim(), known, numbers);
        return null;
    }

    public static RoleCatalogue? LireRole(string? texte) => texte?.Trim().ToLowerInvariant() switch
    {
        "moss" => RoleCatalogue.Moss,
        "instructeur" => RoleCatalogue.Instructeur,
        "lecture" => RoleCatalogue.Lecture,
        _ => null,
    };

    /// <summary>A list with commas, or -1 for all.</summary>
    public static bool LireAcademies(string? texte, out IReadOnlySet<int>? academies, out string? refus)
    {
        (academies, refus) = (new HashSet<int>(), null);
        var parts = texte?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts.Contains(Toutes))
        {
            academies = null;
            return true;
        }

        if (parts.FirstOrDefault(p => Catalogue.Academies.Numero(p) is not { } n || !Catalogue.Academies.Existe(n)) is { } unknown)
            refus = $"{Cite.De(unknown)} n'est pas une académie : écrire des numéros séparés par des virgules, ou -1 pour toutes.";
        else academies = parts.Select(p => Catalogue.Academies.Numero(p)!.Value).ToHashSet();
        return refus is null;
    }
}
