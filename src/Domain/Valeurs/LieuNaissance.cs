namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>
/// The department and the commune of a birth in France (rule K1): where they contradict each other, the commune is the more precise.
/// </summary>
public static class LieuNaissance
{
    /// <summary>The department, the commune, and what is to be told.</summary>
    public static (string? Departement, string? Commune, string? Doute) Juger(string? departement, string? commune)
    {
        if (Commune.DepartementDe(commune) is not { } own || string.IsNullOrWhiteSpace(departement)) return (departement, commune, null);
        var code = Commune.Departement(departement);
        // What is no code may be a name that the établissement's table translates.
        if (code is null && !departement.All(char.IsAsciiDigit)) return (departement, commune, null);
        if (code == own) return (departement, commune, null);

        if (code is "2A" or "2B" && own == "20")
        {
            // Corsica's communes have kept their numbers.
            var known = code + commune!.Trim()[2..];
            return (departement, known, $"la commune {Cite.De(commune)} porte l'ancien code de la Corse : lue {Cite.De(known)}.");
        }

        return code == "976" && own == "985"
            ? (departement, commune, $"la commune {Cite.De(commune)} porte l'ancien code de Mayotte, département 976 : à vérifier.")
            : (own, commune,
                $"le département {Cite.De(departement)} contredit la commune {Cite.De(commune)} : le département {own}, celui de la "
                + "commune, est transmis ; à vérifier.");
    }
}
