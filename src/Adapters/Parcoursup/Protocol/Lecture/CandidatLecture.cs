using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>What a candidate object was read as: <see cref="CandidatLu"/> or <see cref="CandidatIncomplet"/>, nothing else.</summary>
public abstract record CandidatLecture
{
    private protected CandidatLecture() { }
}

/// <summary>The candidate and his wish; what was unreadable besides the key stands in their <c>Defauts</c> (rule B1).</summary>
public sealed record CandidatLu(Candidat Candidat, Voeu Voeu) : CandidatLecture
{
    /// <summary>Parcoursup's echo of the reported enrolment (contract §4, §5); null when it gave none.</summary>
    public int? EtatInscription { get; init; }
}

/// <summary>Session, file number or formation is missing or unreadable: the message cannot be attached to anybody (rule B1).</summary>
/// <param name="Champ">The missing field; empty when the value is no object at all.</param>
/// <param name="Message">In French, without personal data.</param>
/// <param name="CodeCandidat">The file number where it could be read, for the report.</param>
/// <param name="Ine">The INE where it could be read, for the report.</param>
/// <param name="CodeFormation">The formation where it could be read: who stands in a list is present in it (rule C7).</param>
public sealed record CandidatIncomplet(string Champ, string Message, int? CodeCandidat, string? Ine, int? CodeFormation = null)
    : CandidatLecture;
