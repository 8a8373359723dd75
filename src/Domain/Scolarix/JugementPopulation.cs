using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Opi;

namespace Parcoursup.Gateway.Domain.Scolarix;

/// <summary>Whether a candidate stands in Scolarix's file.</summary>
public enum Presence
{
    Presente,
    Absente,

    /// <summary>Nobody knows whether he has the baccalauréat: a person decides (rule G1).</summary>
    ADecider,
}

/// <summary>
/// Why; the change from one snapshot to the next is told with it. Indexes of snapshots hold the number of a reason: new
/// ones come at the end.
/// </summary>
public enum RaisonPopulation
{
    BacObtenu,
    DejaTitulaire,
    DiplomeEquivalent,
    TitulaireDeclare,
    OuiEnAttente,
    SansReponse,
    Desiste,
    NonBachelier,
    Rattrapage,
    BacInconnu,
    InscritAilleurs,
    EnReserve,
}

/// <summary>What a place in the file depends on.</summary>
public sealed record FaitsPopulation
{
    /// <summary>The candidate's wishes with the decision that counts for each.</summary>
    public required IReadOnlyList<VoeuDecide> Voeux { get; init; }

    public required int Session { get; init; }

    public ResultatBac? Bac { get; init; }

    /// <summary>Year of the baccalauréat that he is registered for, or holds.</summary>
    public int? AnneeBac { get; init; }

    /// <summary>A foreign or equivalent diploma, as the établissement's table of series says.</summary>
    public bool DiplomeEquivalent { get; init; }

    /// <summary>What a person declared: he holds the baccalauréat, or he does not.</summary>
    public bool? Declaration { get; init; }

    /// <summary>Rule F4.</summary>
    public bool InscritAilleurs { get; init; }
}

/// <summary>The place of a candidate in the file and its reason.</summary>
/// <param name="Motif">In French, as an administrator reads it.</param>
/// <param name="Source">The rule or guide behind it.</param>
public sealed record JugementPopulation(Presence Presence, RaisonPopulation Raison, string Motif, string Source);
