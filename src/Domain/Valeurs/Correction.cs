using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>A value that a person has put in the place of the source's, for as long as the source says what it said then.</summary>
/// <param name="Source">What the source said, and what was told of it where it could not be read.</param>
public sealed record Correction(string Champ, string Valeur, string? Source, string Par, DateTimeOffset Le)
{
    /// <summary>The correction of a field, or in French why it is none.</summary>
    public static (Correction? Correction, string? Refus) Faire(
        Candidat candidat, ChampCorrigeable champ, string? valeur, string par, DateTimeOffset le)
    {
        ArgumentNullException.ThrowIfNull(candidat);
        ArgumentNullException.ThrowIfNull(champ);
        if (Texte.Net(valeur) is not { } clean)
            return (null, "Indiquer la valeur ; pour revenir à celle de la source, annuler la correction.");
        if (champ.Ecrire(candidat, clean) is not { } corrected)
            return (null, $"{Cite.De(valeur)} n'est pas une valeur de {champ.Nom}. " + champ.Nom switch
            {
                "dateNaissance" => "Attendu : jj/mm/aaaa, par exemple 28/02/2008.",
                "ine" => "Attendu : 11 lettres ou chiffres.",
                _ => "Attendu : F ou M.",
            });

        // What would be doubtful again is no correction.
        var doubt = CandidatJuge.Of(Sans(corrected, champ.Nom)).Avertissements.FirstOrDefault(a => a.Champ == champ.Nom);
        return doubt is null ? (new(champ.Nom, clean, SourceDe(candidat, champ), par, le), null) : (null, doubt.Message);
    }

    /// <summary>Whether the source still says what was corrected.</summary>
    public bool Tient(Candidat candidat) => ChampCorrigeable.Trouver(Champ) is { } champ && SourceDe(candidat, champ) == Source;

    /// <summary>The candidate with the corrections that hold.</summary>
    public static Candidat Appliquer(Candidat candidat, IEnumerable<Correction> corrections)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        var corrected = candidat;
        foreach (var correction in corrections.Where(c => c.Tient(candidat)))
            corrected = Sans(
                ChampCorrigeable.Trouver(correction.Champ)!.Ecrire(corrected, correction.Valeur) ?? corrected, correction.Champ);
        return corrected;
    }

    private static string? SourceDe(Candidat candidat, ChampCorrigeable champ) =>
        champ.Lire(candidat) ?? candidat.Defauts.FirstOrDefault(d => IsOf(d, champ.Nom))?.Message;

    // What was said of the source's value is not said of the person's.
    private static Candidat Sans(Candidat candidat, string champ) => candidat.Defauts.Any(d => IsOf(d, champ))
        ? candidat with { Defauts = [.. candidat.Defauts.Where(d => !IsOf(d, champ))] } : candidat;

    private static bool IsOf(Defaut defaut, string champ) => string.Equals(defaut.Champ, champ, StringComparison.OrdinalIgnoreCase);
}
