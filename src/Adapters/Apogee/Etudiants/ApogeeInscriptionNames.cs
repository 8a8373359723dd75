using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>Apogée's enrolments name people by OPI numbers and student numbers (rule F2).</summary>
internal sealed class ApogeeInscriptionNames(EtudiantBook etudiants) : IInscriptionNames
{
    /// <summary>Our own OPI numbers end with the file number (rule A4).</summary>
    public int? FileNumberIn(EtablissementModel etablissement, string numero)
    {
        var prefix = etablissement.Document.Opi.Prefixe;
        return numero.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(numero.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var dossier) ? dossier
            : null;
    }

    public Task<IReadOnlyList<int>> CandidatsOfAsync(WriteSession session, string etablissement, int annee, int codEtu,
        CancellationToken ct) =>
        etudiants.CandidatsOfAsync(session, etablissement, annee, codEtu, ct);

    public async Task<QuestionEtudiant?> AskAsync(WriteSession session, EtablissementModel etablissement, int codEtu, bool again,
        CancellationToken ct) =>
        await etudiants.AskAsync(session, etablissement, codEtu, again, ct) is { } asked
            ? new(asked.State == EtatRecherche.Demandee, MotifOf(asked, codEtu))
            : null;

    private static string MotifOf(RechercheRow asked, int codEtu) => asked.State switch
    {
        EtatRecherche.Demandee => $"En attente de la réponse d'Apogée sur l'étudiant {codEtu}.",
        EtatRecherche.Trouvee => $"L'étudiant {codEtu} d'Apogée ne correspond à aucun candidat de cette session : indiquer codeCandidat.",
        EtatRecherche.Inconnue => $"Apogée ne connaît pas l'étudiant {codEtu} : vérifier codEtu, ou indiquer codeCandidat.",
        _ => $"Apogée refuse de dire qui est l'étudiant {codEtu} : {asked.Message}",
    };
}
