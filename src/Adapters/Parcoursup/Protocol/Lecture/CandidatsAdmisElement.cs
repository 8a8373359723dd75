namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// One item of a streamed answer of <c>getCandidatsAdmis</c>. The last one is always <see cref="FinDeListe"/>,
/// <see cref="ListeRefusee"/> or <see cref="ListeIllisible"/>: only a list that reached <see cref="FinDeListe"/> is
/// whole, so only it can tell that somebody is absent (rule C7).
/// </summary>
public abstract record CandidatsAdmisElement
{
    private protected CandidatsAdmisElement() { }
}

/// <summary>A candidate of the list.</summary>
/// <param name="Index">Place in the list, from 0.</param>
/// <param name="Lecture">The candidate, complete or not.</param>
/// <param name="Brut">The object's JSON as received, UTF-8.</param>
public sealed record CandidatRecu(int Index, CandidatLecture Lecture, ReadOnlyMemory<byte> Brut) : CandidatsAdmisElement;

/// <summary>The list was read to its end.</summary>
public sealed record FinDeListe(int Nombre) : CandidatsAdmisElement;

/// <summary>Parcoursup answered <c>{"retour":"NOK"}</c> instead of a list.</summary>
public sealed record ListeRefusee(string Message) : CandidatsAdmisElement;

/// <summary>The answer is no list, or stops being one after <paramref name="CandidatsLus"/> candidates.</summary>
public sealed record ListeIllisible(string Message, int CandidatsLus) : CandidatsAdmisElement;
