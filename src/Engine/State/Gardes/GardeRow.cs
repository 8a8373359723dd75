namespace Parcoursup.Gateway.Engine.State.Gardes;

public enum EtatGarde
{
    EnAttente,
    Confirmee,
    Rejetee,

    /// <summary>What it held has been overtaken: nobody has to settle it any more.</summary>
    SansObjet,
}

/// <summary>A row of <c>garde</c>.</summary>
public sealed class GardeRow
{
    public long Id { get; init; }
    public string Type { get; init; } = "";

    /// <summary>What it is about, where there may be several of its type at a time: the UAI, or the UAI and a formation.</summary>
    public string? Sujet { get; init; }
    public DateOnly Jour { get; init; }
    public string Etat { get; init; } = "";

    /// <summary>How many wishes would turn, or candidates are missing.</summary>
    public int Nombre { get; init; }
    public int Vivants { get; init; }

    /// <summary>How many were expected: the known failures, on the days after the publication.</summary>
    public int? Attendu { get; init; }
    public string Message { get; init; } = "";
    public DateTimeOffset CreeeLe { get; init; }
    public DateTimeOffset? TraiteeLe { get; init; }
    public string? Par { get; init; }
}
