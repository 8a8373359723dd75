namespace Parcoursup.Gateway.Engine.Conservation;

internal enum EtatPassage
{
    /// <summary>Asked for, or under way.</summary>
    EnCours,
    Termine,
}

/// <summary>A row of <c>conservation_passage</c>: who erased what, when, and how many rows went.</summary>
public sealed class PassageRow
{
    public long Id { get; init; }
    public string Acte { get; init; } = "";
    public int? Session { get; init; }

    /// <summary>The établissement; null: all.</summary>
    public string? Code { get; init; }
    public string Auteur { get; init; } = "";
    public string Etat { get; init; } = "";
    public DateTimeOffset DemandeLe { get; init; }
    public DateTimeOffset? TermineLe { get; init; }
    public string Bilan { get; init; } = "{}";
    public string? Message { get; init; }

    public ActeConservation Quoi => Enum.Parse<ActeConservation>(Acte);

    public Bilan LireBilan() => Conservation.Bilan.Read(Bilan);
}
