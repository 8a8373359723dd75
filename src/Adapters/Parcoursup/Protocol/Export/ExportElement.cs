namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>
/// One item of Parcoursup's export of admitted candidates (contract §8): first <see cref="ExportEntete"/>, then the
/// lines, or <see cref="ExportRefuse"/> alone.
/// </summary>
public abstract record ExportElement
{
    private protected ExportElement() { }
}

/// <summary>The header: which labels were understood, which were not, and which known columns are not there.</summary>
public sealed record ExportEntete(IReadOnlyList<string> Lues, IReadOnlyList<string> Ignorees, IReadOnlyList<string> Absentes)
    : ExportElement;

/// <summary>The file cannot be read as an export at all.</summary>
public sealed record ExportRefuse(string Message) : ExportElement;

/// <summary>A line that was not taken.</summary>
/// <param name="Ligne">Number of its first line in the file, from 1; the header is 1.</param>
/// <param name="Colonne">Label of the column at fault as the header spells it; null when the whole line is.</param>
/// <param name="CodeCandidat">The file number where it could be read, for the report.</param>
/// <param name="Ine">The INE where it could be read, for the report.</param>
/// <param name="Message">In French, with the value at fault, shortened (rule K3).</param>
public sealed record LigneRejetee(int Ligne, string? Colonne, int? CodeCandidat, string? Ine, string Message) : ExportElement;

/// <summary>A value that was left out of a line that was taken.</summary>
public sealed record ValeurIgnoree(string Colonne, string Message);

/// <summary>
/// A candidate of the export: a <em>part</em> of what Parcoursup knows of him. Null is a value that the file does not
/// carry, so whatever is known of it stays.
/// </summary>
public sealed record LigneExport : ExportElement
{
    public required int Ligne { get; init; }
    public required int CodeCandidat { get; init; }
    public string? Ine { get; init; }
    public string? Sexe { get; init; }
    public string? Nom { get; init; }
    public string? Prenom { get; init; }
    public DateOnly? DateNaissance { get; init; }
    public string? VilleNaissance { get; init; }

    /// <summary>Countries and nationality are labels here, not codes.</summary>
    public string? PaysNaissance { get; init; }
    public string? Nationalite { get; init; }
    public string? Adresse1 { get; init; }
    public string? Adresse2 { get; init; }
    public string? Adresse3 { get; init; }
    public string? CodePostal { get; init; }
    public string? Commune { get; init; }
    public string? Pays { get; init; }
    public string? TelFixe { get; init; }
    public string? TelMobile { get; init; }
    public string? Mail { get; init; }
    public string? SerieBac { get; init; }
    public string? MentionBac { get; init; }
    public bool? Cesure { get; init; }
    public bool? Internat { get; init; }

    /// <summary>When the candidate accepted; null when he has not answered (or the file does not say).</summary>
    public DateTime? DateReponse { get; init; }
    public IReadOnlyList<ValeurIgnoree> Ignorees { get; init; } = [];
}
