namespace Parcoursup.Gateway.Domain.Formations;

/// <summary>
/// A version d'étape with its centre de gestion: what Apogée holds a decision for (rule C2; contract of OpiMetier §5).
/// </summary>
public readonly record struct Vet(string CodCge, string CodEtp, int CodVrsVet) : IComparable<Vet>
{
    public int CompareTo(Vet other)
    {
        var byCge = string.CompareOrdinal(CodCge, other.CodCge);
        if (byCge != 0) return byCge;
        var byEtp = string.CompareOrdinal(CodEtp, other.CodEtp);
        return byEtp != 0 ? byEtp : CodVrsVet.CompareTo(other.CodVrsVet);
    }

    public override string ToString() => $"{CodEtp}-{CodVrsVet} (CGE {CodCge})";
}

/// <summary>
/// Where an answer leads: the VET, its optional VDI, and for an Oui Si the category, the motive and the
/// <em>cursus aménagé</em> that the category stands for at the établissement.
/// </summary>
public sealed record CibleVet
{
    public string CodCge { get; init; } = "";
    public string CodEtp { get; init; } = "";
    public int CodVrsVet { get; init; }

    /// <summary><c>codDip</c> and <c>codVrsVdi</c>: both or neither.</summary>
    public string? CodDip { get; init; }
    public int? CodVrsVdi { get; init; }

    /// <summary>C open access, T selective; null when the établissement does not say.</summary>
    public string? CodDemDos { get; init; }

    /// <summary>Rank of the wish; null: its place in the list.</summary>
    public int? NumCls { get; init; }

    public string? CodCatOuiSi { get; init; }
    public string? MtfCat { get; init; }
    public string? CursusAmenage { get; init; }

    public Vet Vet => new(CodCge, CodEtp, CodVrsVet);
}
