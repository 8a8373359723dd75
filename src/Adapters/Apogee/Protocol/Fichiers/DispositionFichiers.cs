using System.Text.Json.Serialization;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// How the flat files of an établissement look (contract §7): Apogée's own layout is not public, so that it is a
/// mapping with a documented default (docs/reference/fichiers-opi.md).
/// </summary>
public sealed record DispositionFichiers : FormeFichier
{
    /// <summary>In the order of the file; none: <see cref="ColonnesParDefaut"/>.</summary>
    public IReadOnlyList<ColonneFichier> Colonnes { get; init; } = [];

    /// <summary>The columns that are really written.</summary>
    [JsonIgnore]
    public IReadOnlyList<ColonneFichier> ColonnesEffectives => Colonnes.Count > 0 ? Colonnes : ColonnesParDefaut.Toutes;
}

/// <summary>A column: a field of the OPI, or the same text on every line.</summary>
public sealed record ColonneFichier
{
    /// <summary>Its name in the first line.</summary>
    public string Entete { get; init; } = "";

    /// <summary>A field, for instance <c>individu.etatCivil.libNomPatIndOpi</c> or <c>voeu.codEtp</c>.</summary>
    public string? Source { get; init; }

    /// <summary>A constant, in place of a field.</summary>
    public string? Valeur { get; init; }

    /// <summary>How a date is written, with dd, MM and yyyy (or yy); none: ddMMyyyy, as Apogée has it.</summary>
    public string? Format { get; init; }
}
