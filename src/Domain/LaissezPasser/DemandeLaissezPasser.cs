using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Domain.LaissezPasser;

/// <summary>For which web enrolment a laissez-passer opens the door, in Apogée's own words (contract §6).</summary>
public enum TypeLaissezPasser
{
    /// <summary>First enrolment at the établissement.</summary>
    IAPRIMO,

    /// <summary>Enrolment of a student whom Apogée knows already.</summary>
    REINS,
}

/// <summary>What a person names: a formation of Parcoursup, or a VET whose centre de gestion may be left out.</summary>
public sealed record DesignationVet(int? CodeFormation, string? CodCge = null, string? CodEtp = null, int? CodVrsVet = null)
{
    public bool Designates(Vet vet) =>
        CodEtp == vet.CodEtp && CodVrsVet == vet.CodVrsVet && (CodCge is null || CodCge == vet.CodCge);
}

/// <summary>The VET that is meant, with its codes; or why no laissez-passer is given for it, in French.</summary>
/// <param name="Champ">The field of the request that a refusal is about.</param>
public sealed record ChoixLaissezPasser(CibleVet? Cible, string Champ, string? Refus)
{
    public static ChoixLaissezPasser Accepte(CibleVet cible) => new(cible, "", null);

    public static ChoixLaissezPasser Refuse(string champ, string motif) => new(null, champ, motif);
}
