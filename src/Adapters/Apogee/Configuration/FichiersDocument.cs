using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>Where the flat OPI files of an établissement go, and how they look (rule E4).</summary>
internal sealed record FichiersDocument
{
    public static readonly FichiersDocument ParDefaut = new();

    /// <summary>Absolute path of a folder that every node sees; none: kept in the database and downloaded.</summary>
    public string? Dossier { get; init; }

    /// <summary>How many lots of a session are kept.</summary>
    public int Conserver { get; init; } = 10;

    public DispositionFichiers Disposition { get; init; } = new();
}
