using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>What there is to check between a decision and an enrolment.</summary>
/// <param name="OfWish">The checklist of each of his favourable wishes, in French.</param>
/// <param name="Fichier">His place in the file of a system that takes persons, not wishes; null for the other systems.</param>
/// <param name="OfGone">What the system still holds of a wish that is not favourable any more; null where it holds nothing.</param>
public sealed record InscriptionChecklist(
    Func<VoeuRow, IEnumerable<string>> OfWish, PlaceFichier? Fichier = null, Func<VoeuRow, IEnumerable<string>>? OfGone = null);

/// <summary>Whether and why a person stands in a file, whatever became of his wishes.</summary>
/// <param name="Dernier">The number of the last published file, null before the first.</param>
/// <param name="DansProchain">Whether he would stand in a file written now.</param>
/// <param name="Raison">The system's own word for the reason, null before he was evaluated.</param>
/// <param name="Motif">The reason in French.</param>
/// <param name="Source">The rule or guide behind it.</param>
/// <param name="DoubleDe">The dossier of the same INE that is written in his place.</param>
/// <param name="EnClair">All of it in sentences, with what waits for a person.</param>
public sealed record PlaceFichier(
    int? Dernier, bool DansDernier, bool DansProchain, string? Raison, string Motif, string? Source, int? DoubleDe,
    IReadOnlyList<string> EnClair);
