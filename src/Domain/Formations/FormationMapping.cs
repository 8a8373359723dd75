namespace Parcoursup.Gateway.Domain.Formations;

/// <summary>The candidate's answer, as far as it chooses a VET (seed 001 §I.A, "Nouveauté 2019").</summary>
public enum Reponse
{
    Oui,
    OuiSi3Ans,
    OuiSi4Ans,
}

/// <summary>A formation of Parcoursup and where it leads: in Apogée the VET of each answer to it, in Fregata a MEF.</summary>
public sealed record FormationMapping
{
    public int CodeFormationPsup { get; init; }
    public string? Libelle { get; init; }

    /// <summary>Mandatory in the feedback since August 2019; Parcoursup's own value comes first where it gave one.</summary>
    public string? CodeSise { get; init; }

    public CibleVet? Oui { get; init; }
    public CibleVet? OuiSi3Ans { get; init; }
    public CibleVet? OuiSi4Ans { get; init; }

    /// <summary>Read where the établissement's system is Fregata.</summary>
    public CibleFregata? Fregata { get; init; }

    /// <summary>The VET of an answer, null when it is not set up.</summary>
    public CibleVet? Cible(Reponse reponse) => reponse switch
    {
        Reponse.Oui => Oui,
        Reponse.OuiSi3Ans => OuiSi3Ans,
        _ => OuiSi4Ans,
    };

    /// <summary>Every VET of the formation with the answer that leads to it.</summary>
    public IEnumerable<(Reponse Reponse, CibleVet Cible)> Cibles()
    {
        foreach (var reponse in Enum.GetValues<Reponse>())
            if (Cible(reponse) is { } cible)
                yield return (reponse, cible);
    }
}
