using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>How deliveries of OPI name whose they are.</summary>
internal static class OpiSujet
{
    public static string Of(CandidatKey key) => new Sujet(key).ToString();

    /// <summary>The candidate of a subject; null for an OPI that the hosted service received.</summary>
    public static CandidatKey? CandidatOf(string sujet) => Sujet.Read(sujet) is { Formation: null } read ? read.Candidat : null;
}
