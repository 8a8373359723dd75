using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>
/// The data that a column can hold: administrative ones only, since the wishes are not imported into Scolarix (seed 003).
/// Names match case-insensitively.
/// </summary>
public static class SourcesScolarix
{
    private static readonly Dictionary<string, Func<Candidat, string?>> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["session"] = c => Number(c.Session),
        ["codeCandidat"] = c => Number(c.CodeCandidat),
        ["ine"] = c => c.Ine?.ToUpperInvariant(),
        ["sexe"] = c => c.Sexe,
        ["civilite"] = c => Civilite(c.Sexe),
        ["nom"] = c => c.Nom,
        ["prenom"] = c => c.Prenom,
        ["prenom2"] = c => c.Prenom2,
        ["prenom3"] = c => c.Prenom3,
        ["codeCommuneNaissance"] = c => c.CodeCommuneNaissance,
        ["libelleCommuneNaissance"] = c => c.LibelleCommuneNaissance,
        ["communeNaissance"] = c => c.LibelleCommuneNaissance ?? c.CodeCommuneNaissance,
        ["departementNaissance"] = c => c.DepartementNaissance,
        ["codePaysNaissance"] = c => c.CodePaysNaissance,
        ["codePaysNationalite"] = c => c.CodePaysNationalite,
        ["adresse1"] = c => c.Adresse.Ligne1,
        ["adresse2"] = c => c.Adresse.Ligne2,
        ["adresse3"] = c => c.Adresse.Ligne3,
        ["codePostal"] = c => c.Adresse.CodePostal,
        ["codeCommune"] = c => c.Adresse.CodeCommune,
        ["libelleCommune"] = c => c.Adresse.LibelleCommune,
        ["commune"] = c => c.Adresse.LibelleCommune ?? c.Adresse.CodeCommune,
        ["codePays"] = c => c.Adresse.CodePays,
        ["telFixe"] = c => c.TelFixe,
        ["telMobile"] = c => c.TelMobile,
        ["mail"] = c => c.Mail,
        ["anneeBac"] = c => Number(c.Bac.Annee),
        ["moisBac"] = c => Number(c.Bac.Mois),
        ["serieBac"] = c => c.Bac.Serie,
        ["mentionBac"] = c => c.Bac.Mention,
        ["codeEtablissementOrigine"] = c => c.CodeEtablissementSco,
    };

    private static readonly Dictionary<string, Func<Candidat, DateOnly?>> Dates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dateNaissance"] = c => c.DateNaissance,
    };

    // Parcoursup's names of what belongs to a wish (contract §4).
    private static readonly string[] OfWishes =
    [
        "voeu", "codeFormation", "libelleFormation", "codeSise", "libelleSise", "codeAmenagement", "libelleAmenagement", "codeSituation",
            "dateReponse", "cesure", "internat",
    ];

    /// <summary>All names, for messages and documentation.</summary>
    public static IEnumerable<string> Noms => Texts.Keys.Concat(Dates.Keys);

    public static bool IsDate(string? source) => source is not null && Dates.ContainsKey(source);

    public static bool IsKnown(string? source) => source is not null && (Texts.ContainsKey(source) || Dates.ContainsKey(source));

    /// <summary>True for what belongs to a wish: Scolarix does not import it.</summary>
    public static bool IsOfWish(string source) => OfWishes.Any(w => source.StartsWith(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>How a column reads its value, null when the candidate has none.</summary>
    /// <param name="source">A known name.</param>
    /// <param name="format">How dates are written.</param>
    internal static Func<Candidat, string?> Reader(string source, string format) =>
        Texts.TryGetValue(source, out var text) ? text
        : Dates.TryGetValue(source, out var date) ? c => date(c)?.ToString(format, CultureInfo.InvariantCulture)
        : throw new ArgumentException($"Unknown source {source}: the layout was not validated.", nameof(source));

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Civilite(string? sexe) => sexe?.Trim().ToUpperInvariant() switch
    {
        "M" or "H" or "1" => "M",
        "F" or "2" => "MME",
        _ => null,
    };
}
