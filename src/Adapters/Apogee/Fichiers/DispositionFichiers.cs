using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// How the flat files of an établissement look (contract §7): Apogée's own layout is not public, so that it is a
/// mapping with a documented default (docs/reference/fichiers-opi.md).
/// </summary>
public sealed record DispositionFichiers
{
    /// <summary>One character between two values.</summary>
    public string Separateur { get; init; } = ";";

    public EncodageFichier Encodage { get; init; } = EncodageFichier.Latin9;
    public GuillemetsFichier Guillemets { get; init; } = GuillemetsFichier.SiNecessaire;
    public FinDeLigne FinDeLigne { get; init; } = FinDeLigne.CrLf;

    /// <summary>Whether the first line names the columns.</summary>
    public bool Entete { get; init; } = true;

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

/// <summary>Encodings of the files.</summary>
public enum EncodageFichier
{
    [JsonStringEnumMemberName("ISO-8859-15")]
    Latin9,

    /// <summary>Without byte order mark.</summary>
    [JsonStringEnumMemberName("UTF-8")]
    Utf8,
}

/// <summary>Which values stand between quotes; a quote within them is doubled.</summary>
public enum GuillemetsFichier
{
    /// <summary>Those with a separator, a quote, a line end, or a blank at an edge.</summary>
    SiNecessaire,
    Toujours,

    /// <summary>None, for readers that know no quotes: separators and line ends in values become blanks.</summary>
    Jamais,
}

/// <summary>What ends a line.</summary>
public enum FinDeLigne
{
    [JsonStringEnumMemberName("CRLF")]
    CrLf,

    [JsonStringEnumMemberName("LF")]
    Lf,
}
