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
/// Where an answer leads: the VET, its optional VDI, and for an Oui si the category, the motive and the
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

    /// <summary>Régime d'inscription and statut of whoever comes by this VET, in Apogée's codes; null: Apogée's own.</summary>
    public string? CodRgi { get; init; }
    public string? CodStu { get; init; }

    public string? CodCatOuiSi { get; init; }
    public string? MtfCat { get; init; }
    public string? CursusAmenage { get; init; }

    public Vet Vet => new(CodCge, CodEtp, CodVrsVet);

    /// <summary>The same target without what belongs to an Oui si: an F and a D carry neither category nor motive.</summary>
    public CibleVet SansOuiSi() => this with { CodCatOuiSi = null, MtfCat = null, CursusAmenage = null };

    /// <summary>
    /// The first field that the SIS cannot do without for this answer and that nobody filled in (rule C3); null when
    /// the target is complete. Without its category an S would open the ordinary curriculum (seed 001 §I.A).
    /// </summary>
    public string? ChampManquant(Reponse reponse)
    {
        if (string.IsNullOrWhiteSpace(CodCge)) return "codCge";
        if (string.IsNullOrWhiteSpace(CodEtp)) return "codEtp";
        if (CodVrsVet <= 0) return "codVrsVet";
        if (!string.IsNullOrWhiteSpace(CodDip) && CodVrsVdi is null) return "codVrsVdi";
        if (string.IsNullOrWhiteSpace(CodDip) && CodVrsVdi is not null) return "codDip";
        return reponse != Reponse.Oui && string.IsNullOrWhiteSpace(CodCatOuiSi) ? "codCatOuiSi" : null;
    }
}
