namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>A row of <c>scolarix_population</c>: the place of a candidate in the file as it stands now, and its reason.</summary>
internal sealed record PopulationRow
{
    public int Session { get; init; }
    public int CodeCandidat { get; init; }

    /// <summary>A <see cref="Domain.Scolarix.Presence"/>.</summary>
    public string Presence { get; init; } = "";

    /// <summary>A <see cref="Domain.Scolarix.RaisonPopulation"/>.</summary>
    public string Raison { get; init; } = "";
    public string Motif { get; init; } = "";
    public string Source { get; init; } = "";

    /// <summary>
    /// Of <see cref="Domain.Scolarix.RaisonPopulation.DoubleIne"/>: the dossier that is written; also of whoever could keep his place if
    /// that one were not.
    /// </summary>
    public int? DoubleDe { get; init; }

    /// <summary>The line of the file, null for whoever cannot stand in it.</summary>
    public byte[]? Ligne { get; init; }
    public byte[]? Empreinte { get; init; }

    /// <summary>What was replaced to write the line, in French; null when nothing was.</summary>
    public string? Avertissements { get; init; }
}
