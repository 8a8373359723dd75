using System.Text.Json.Serialization;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>
/// How the file of an établissement looks. Scolarix's own layout is not public, so that it is a mapping with a documented
/// default (docs/reference/scolarix.md).
/// </summary>
public sealed record DispositionScolarix : FormeFichier
{
    public const string FormatDateParDefaut = "dd/MM/yyyy";

    public DispositionScolarix() => Encodage = EncodageFichier.Utf8;

    /// <summary>How dates are written, with dd, MM and yyyy (or yy), where the column says nothing else.</summary>
    public string FormatDate { get; init; } = FormatDateParDefaut;

    /// <summary>In the order of the file; none: <see cref="ColonnesScolarix.ParDefaut"/>.</summary>
    public IReadOnlyList<ColonneScolarix> Colonnes { get; init; } = [];

    /// <summary>
    /// Sources whose column may not be empty: whoever lacks one stays out, since Scolarix would refuse the whole file. None
    /// said: those of <see cref="ObligatoiresParDefaut"/> that are written; an empty list: nothing is required.
    /// </summary>
    public IReadOnlyList<string>? Obligatoires { get; init; }

    /// <summary>What Scolarix needs of everybody.</summary>
    public static IReadOnlyList<string> ObligatoiresParDefaut { get; } = ["nom", "prenom", "civilite", "dateNaissance"];

    /// <summary>The columns that are really written.</summary>
    [JsonIgnore]
    public IReadOnlyList<ColonneScolarix> ColonnesEffectives => Colonnes.Count > 0 ? Colonnes : ColonnesScolarix.ParDefaut;

    /// <summary>Whether a column may not be empty.</summary>
    public bool IsRequired(ColonneScolarix colonne)
    {
        ArgumentNullException.ThrowIfNull(colonne);
        return (Obligatoires ?? ObligatoiresParDefaut).Contains(colonne.Source, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>A column: a datum of the candidate, or the same text on every line.</summary>
public sealed record ColonneScolarix
{
    /// <summary>Its name in the first line.</summary>
    public string Entete { get; init; } = "";

    /// <summary>A datum of the candidate, for instance <c>nom</c>.</summary>
    public string? Source { get; init; }

    /// <summary>A constant, in place of a datum.</summary>
    public string? Valeur { get; init; }

    /// <summary>How a date is written; none: as the layout has it.</summary>
    public string? Format { get; init; }

    /// <summary>A table of the établissement's <c>nomenclatures</c> that translates the value; one that it does not know stays.</summary>
    public string? Nomenclature { get; init; }
}
