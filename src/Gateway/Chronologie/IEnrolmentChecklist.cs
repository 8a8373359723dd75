using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Chronologie;

/// <summary>
/// Why a favourable wish may still not lead to an enrolment: what the gateway knows first, then what only the
/// établissement's own system can tell. One implementation per student information system.
/// </summary>
internal interface IEnrolmentChecklist
{
    Sis Sis { get; }

    /// <summary>Reads what is known of a candidate's way from the decision to the enrolment.</summary>
    /// <returns>The checklist of each of his favourable wishes, in French.</returns>
    Task<Func<VoeuRow, IEnumerable<string>>> OfAsync(WriteSession reading, EtablissementModel etablissement, CandidatRow candidat, CancellationToken ct);
}
