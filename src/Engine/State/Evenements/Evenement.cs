using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.State.Evenements;

/// <summary>Something that happened to a candidate.</summary>
/// <param name="Texte">What, in French, as an administrator reads it.</param>
/// <param name="Source">The rule behind it, for instance "règle C1".</param>
/// <param name="Message">Number of the journaled message that brought it.</param>
public sealed record Evenement(
    CandidatKey Candidat, int? CodeFormation, NatureEvenement Nature, string Texte, string? Source = null, long? Message = null);
