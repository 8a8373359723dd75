namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// How a call of <c>getCandidatsAdmis</c> ended: <see cref="ListeRecue"/>, <see cref="RecuperationRefusee"/> or
/// <see cref="RecuperationEchec"/>, nothing else.
/// </summary>
/// <param name="Requete">The request as sent, the password masked, for the journal.</param>
public abstract record RecuperationResultat(ReadOnlyMemory<byte> Requete);

/// <summary>A list has come whole over HTTP; <see cref="CandidatsAdmisReader"/> reads it. Dispose of the content.</summary>
public sealed record ListeRecue(ReadOnlyMemory<byte> Requete, ReceivedContent Contenu) : RecuperationResultat(Requete);

/// <summary>Parcoursup answered <c>NOK</c>.</summary>
/// <param name="Message">Parcoursup's own words.</param>
/// <param name="IdentifiantsRefuses">The refusal concerns our credentials.</param>
/// <param name="Explication">The cause and what to do, in French.</param>
/// <param name="Reponse">The answer as received.</param>
public sealed record RecuperationRefusee(
    ReadOnlyMemory<byte> Requete, string Message, bool IdentifiantsRefuses, string Explication, ReadOnlyMemory<byte> Reponse)
    : RecuperationResultat(Requete);

/// <summary>No list: no answer, an HTTP error, or something that is no JSON of Parcoursup. Can be tried again.</summary>
/// <param name="Message">What happened and what to do, in French.</param>
/// <param name="Technique">The same for a technician: HTTP status or the kind of network error.</param>
/// <param name="Reponse">The beginning of the answer, empty when none came.</param>
public sealed record RecuperationEchec(
    ReadOnlyMemory<byte> Requete, string Message, string Technique, ReadOnlyMemory<byte> Reponse)
    : RecuperationResultat(Requete);
