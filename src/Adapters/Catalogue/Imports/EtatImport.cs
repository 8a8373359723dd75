namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>What became of an import. Only the last one counts for a night.</summary>
internal enum EtatImport
{
    /// <summary>Being read, or killed while it was.</summary>
    EnCours,
    Applique,

    /// <summary>Held by the guard; its lines wait for a named person.</summary>
    Retenu,
    Echec,

    /// <summary>A named person had the night run without it.</summary>
    Ecarte,
}

/// <summary>A stored import.</summary>
internal sealed class ImportRow
{
    public long Id { get; init; }
    public string Fichier { get; init; } = "";
    public DateTimeOffset RecuLe { get; init; }
    public string Etat { get; init; } = "";
    public string? Reprise { get; init; }
    public string? Motif { get; init; }
    public bool Confirmable { get; init; }
    public string? Mesure { get; init; }
    public string? Auteur { get; init; }

    public bool Est(EtatImport etat) => Etat == etat.ToString();
}
