using System.Text.Json.Serialization;

namespace Parcoursup.Gateway.FichiersPlats;

/// <summary>How a flat file is written, whatever it holds.</summary>
public record FormeFichier
{
    /// <summary>One character between two values.</summary>
    public string Separateur { get; init; } = ";";

    public EncodageFichier Encodage { get; init; } = EncodageFichier.Latin9;
    public GuillemetsFichier Guillemets { get; init; } = GuillemetsFichier.SiNecessaire;
    public FinDeLigne FinDeLigne { get; init; } = FinDeLigne.CrLf;

    /// <summary>Whether the first line names the columns.</summary>
    public bool Entete { get; init; } = true;
}

/// <summary>Encodings of the files.</summary>
public enum EncodageFichier
{
    [JsonStringEnumMemberName("ISO-8859-15")]
    Latin9,

    /// <summary>Without byte order mark.</summary>
    [JsonStringEnumMemberName("UTF-8")]
    Utf8,

    [JsonStringEnumMemberName("windows-1252")]
    Windows1252,
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
