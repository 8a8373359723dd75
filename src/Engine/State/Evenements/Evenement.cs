using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.State.Evenements;

/// <summary>What kind of thing happened to a candidate.</summary>
internal enum NatureEvenement
{
    /// <summary>A message came that changed nothing, or too late to count.</summary>
    Message,
    Candidature,
    Identite,
    Absence,
    ResultatBac,
    Decision,
    Garde,
    Inscription,

    /// <summary>Somebody has looked at what Apogée holds (rule E3).</summary>
    Verification,
    LaissezPasser,

    /// <summary>A dossier of Fregata was imported, processed, validated, cancelled, or left.</summary>
    Fregata,

    /// <summary>A person has said whether the candidate holds the baccalauréat (rule G1).</summary>
    Declaration,

    /// <summary>He entered, left or changed in Scolarix's file.</summary>
    Fichier,
}

/// <summary>Something that happened to a candidate.</summary>
/// <param name="Texte">What, in French, as an administrator reads it.</param>
/// <param name="Source">The rule behind it, for instance "règle C1".</param>
/// <param name="Message">Number of the journaled message that brought it.</param>
internal sealed record Evenement(
    CandidatKey Candidat, int? CodeFormation, NatureEvenement Nature, string Texte, string? Source = null, long? Message = null);
