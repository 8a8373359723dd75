using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>
/// How one system names things in the enrolments that it tells (rule F2), and what only it knows of them. All systems are asked, the
/// first that has an answer counts; each overrides only what it has something to say of.
/// </summary>
public interface IInscriptionNames
{
    /// <summary>The names of the fields in enrolments of this origin; null where they are not this system's.</summary>
    ChampsInscription? FieldsOf(EtablissementModel etablissement, OrigineInscription origine) => null;

    /// <summary>Enrolments of these origins the system cancels itself: nobody has to be asked to.</summary>
    IReadOnlyList<OrigineInscription> CancelledByItself => [];

    /// <summary>The file number that can be read out of the system's own number of a person; null when there is none in it.</summary>
    int? FileNumberIn(EtablissementModel etablissement, string numero) => null;

    /// <summary>The candidates of a session whom the source itself brought into the system under this number (rule F2).</summary>
    Task<IReadOnlyList<int>> CandidatsOfNumberAsync(
        WriteSession session, EtablissementModel etablissement, int annee, string numero, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<int>>([]);

    /// <summary>The candidates of a session who have this student number, as far as the system has told.</summary>
    Task<IReadOnlyList<int>> CandidatsOfAsync(WriteSession session, string etablissement, int annee, int codEtu, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<int>>([]);

    /// <summary>Asks the system who has a student number that nobody here knows; null where it cannot be asked.</summary>
    /// <param name="again">Asks once more when the system did not know: something new has come in.</param>
    Task<QuestionEtudiant?> AskAsync(
        WriteSession session, EtablissementModel etablissement, int codEtu, bool again, CancellationToken ct) =>
        Task.FromResult<QuestionEtudiant?>(null);
}

/// <summary>How far the question has come who has a student number.</summary>
/// <param name="EnAttente">The answer is still to come: there is nothing for a person to do.</param>
/// <param name="Motif">Why the enrolment waits, in French.</param>
public sealed record QuestionEtudiant(bool EnAttente, string Motif);
