namespace Parcoursup.Gateway.Domain.Identite;

/// <summary>A candidate of one session: Parcoursup's file number is new every session (contract §4).</summary>
public readonly record struct CandidatKey(int Session, int CodeCandidat);

/// <summary>A wish: session × file number × formation × internat (contract §4).</summary>
public readonly record struct VoeuKey(int Session, int CodeCandidat, int CodeFormationPsup, bool Internat)
{
    public CandidatKey Candidat => new(Session, CodeCandidat);
}
