using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>How the daily file of an établissement's Scolarix looks, and where it is left (docs/reference/scolarix.md).</summary>
public sealed record RetourOptions
{
    /// <summary>Absolute path of the folder in which Scolarix leaves its files; none: they are uploaded.</summary>
    public string? Dossier { get; init; }

    /// <summary>One character between two values.</summary>
    public string Separateur { get; init; } = ";";

    public EncodageFichier Encodage { get; init; } = EncodageFichier.Utf8;

    /// <summary>
    /// How dates are written, for instance <c>dd.MM.yyyy HH:mm</c>; none: French and ISO dates, with or without the time.
    /// </summary>
    public string? FormatDate { get; init; }

    /// <summary>
    /// Headers that differ from the default ones: field (<see cref="ColonneRetour"/>, as the documentation writes it) → header.
    /// </summary>
    public IReadOnlyDictionary<string, string> Colonnes { get; init; } = new Dictionary<string, string>();
}
