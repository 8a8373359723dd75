using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Domain.Decisions;

/// <summary>Apogée's decision codes (seed 001 §I.A).</summary>
public enum CodeDecision
{
    /// <summary>Favourable: the VET is offered.</summary>
    F,

    /// <summary>Oui si: offered with its category, motive and adapted curriculum.</summary>
    S,

    /// <summary>Unfavourable: not offered.</summary>
    D,
}

/// <summary>Why nothing can be decided, and what a person has to fill in (rule C3).</summary>
public sealed record Reserve(string Champ, string Message);

/// <summary>
/// The decision on one wish and its reason. Without code and without hold, the wish asks for nothing.
/// </summary>
public sealed record Decision
{
    public CodeDecision? Code { get; init; }

    /// <summary>The VET of an F or an S, where the établissement's system is Apogée.</summary>
    public CibleVet? Cible { get; init; }

    public Reserve? Reserve { get; init; }

    /// <summary>The reason, in French, as an administrator reads it.</summary>
    public required string Motif { get; init; }

    /// <summary>The rule's source, for instance "règle C1" or "fiche Apogée §I.B".</summary>
    public required string Source { get; init; }

    /// <summary>The day on which the same facts may lead to another decision (rule C5).</summary>
    public DateOnly? ProchaineEvaluation { get; init; }

    public bool EstRetenue => Reserve is not null;
    public bool EstVivante => Code is CodeDecision.F or CodeDecision.S;
}
