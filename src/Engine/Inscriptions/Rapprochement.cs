using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>To whom and to what an enrolment belongs; without formation, why that could not be told.</summary>
/// <param name="Champ">The field that a person should look at, by the name that the sender has for it.</param>
/// <param name="Contredit">The line names its candidate in two ways that are two people.</param>
/// <param name="Inconnu">The file number to ask the source for, when the candidate is not known here yet.</param>
/// <param name="Close">The session is closed: nothing of it is taken any more (rule J5).</param>
/// <param name="Etudiant">The student number to ask the system for, when nothing else names the candidate.</param>
public sealed record Rapprochement(
    CandidatKey? Candidat, int? Formation, string? Motif, string? Champ = null, bool Contredit = false, int? Inconnu = null,
    int? Etudiant = null, bool Close = false)
{
    public bool Complet => Candidat is not null && Formation is not null;
}
