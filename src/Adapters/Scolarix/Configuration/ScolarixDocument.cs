using Parcoursup.Gateway.Adapters.Scolarix.Protocol;

namespace Parcoursup.Gateway.Adapters.Scolarix.Configuration;

/// <summary>Where Scolarix's file of an établissement goes, and how it looks (docs/reference/scolarix.md).</summary>
internal sealed record ScolarixDocument
{
    public static readonly ScolarixDocument ParDefaut = new();

    /// <summary>Absolute path of a folder that every node sees; none: kept in the database and downloaded.</summary>
    public string? Dossier { get; init; }

    /// <summary>How many snapshots of a session are kept.</summary>
    public int Conserver { get; init; } = 10;

    public DispositionScolarix Disposition { get; init; } = new();

    /// <summary>
    /// Series of the baccalauréat that stand for a foreign or equivalent diploma (rule G1): whoever has one needs no result.
    /// By default 0031, a foreign title that is admitted as equivalent.
    /// </summary>
    public IReadOnlyList<string> SeriesEquivalentes { get; init; } = ["0031"];

    /// <summary>The file that Scolarix gives back at the end of an enrolment day.</summary>
    public RetourOptions Retour { get; init; } = new();
}
