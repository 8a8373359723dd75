using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>What a student information system shows of a candidate. One implementation per system.</summary>
public interface ICandidateView
{
    Sis Sis { get; }

    /// <summary>
    /// Why a favourable wish may still not lead to an enrolment: what the gateway knows first, then what only the
    /// établissement's own system can tell. Asked only of its own system.
    /// </summary>
    Task<InscriptionChecklist> ChecklistAsync(WriteSession reading, EtablissementModel etablissement, CandidatRow candidat,
        CancellationToken ct);

    /// <summary>What the system keeps of his past. Asked of all systems: an établissement may have had another one before.</summary>
    Task<IReadOnlyList<LigneChronologie>> TimelineAsync(string etablissement, CandidatKey key, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<LigneChronologie>>([]);

    /// <summary>The student numbers that the system has told of, by candidate. Asked only of its own system.</summary>
    Task<IReadOnlyDictionary<CandidatKey, string>> StudentNumbersAsync(string etablissement, IReadOnlyCollection<CandidatRow> candidats,
        CancellationToken ct) => Task.FromResult<IReadOnlyDictionary<CandidatKey, string>>(new Dictionary<CandidatKey, string>());

    /// <summary>What it adds to the answer about him, behind his wishes. Asked of all systems.</summary>
    IEnumerable<(string Name, object? Value)> Detail(EtablissementModel etablissement, CandidatRow candidat,
        IReadOnlyList<VoeuRow> voeux) => [];
}
