using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>
/// Asks Apogée who somebody is, outside of any transaction, keeps the answer, and resolves with it the enrolments that
/// waited for it (rule F2).
/// </summary>
internal sealed class RechercheEtudiant(
    Database database, EtudiantClient client, EtudiantBook book, InscriptionReprise inscriptions, EvaluationSignal evaluation,
    LivraisonSignal deliveries)
{
    /// <param name="cle">What is asked: see <see cref="RechercheRow"/>.</param>
    /// <returns>Null when Apogée answered; else how it failed, which may pass.</returns>
    public async Task<IssueEnvoi?> AskAsync(EtablissementModel etablissement, string cle, CancellationToken ct)
    {
        var (codOpi, codEtu) = RechercheRow.Asked(cle);
        var reponse = await client.FindAsync(etablissement.Apogee!, new CritereEtudiant { CodOpi = codOpi, CodEtu = codEtu }, ct);
        switch (reponse.Echange.Issue)
        {
            case IssueEnvoi.Acquittee:
                // Apogée may know the person before he is a student.
                await SettleAsync(etablissement, cle, reponse.Etudiant?.CodEtu is null ? EtatRecherche.Inconnue : EtatRecherche.Trouvee,
                    reponse, null, ct);
                return null;
            case IssueEnvoi.Refusee refused:
                await SettleAsync(etablissement, cle, EtatRecherche.Echec, reponse, $"{refused.Explication} (Apogée : {refused.Message})",
                    ct);
                return null;
            default:
                return reponse.Echange.Issue;
        }
    }

    /// <summary>Gives a question up that nobody can be asked any more; the enrolments that waited for it become tasks.</summary>
    public Task GiveUpAsync(string code, EtablissementModel? etablissement, string cle, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, code, ct);
            await book.ForgetAsync(session, code, cle, ct);
            if (etablissement is not null) await RetryAsync(session, etablissement, RechercheRow.Asked(cle).CodEtu, ct);
        }, ct);

    private async Task SettleAsync(EtablissementModel etablissement, string cle, EtatRecherche etat, ReponseEtudiant reponse,
        string? message, CancellationToken ct)
    {
        await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            await book.RecordAsync(session, etablissement.Code, cle, etat, reponse, message, ct);
            await RetryAsync(session, etablissement, reponse.Etudiant?.CodEtu?.ToString(CultureInfo.InvariantCulture)
                ?? RechercheRow.Asked(cle).CodEtu, ct);
        }, ct);
        evaluation.Wake();
        deliveries.Wake(etablissement.Code);
    }

    private Task RetryAsync(WriteSession session, EtablissementModel etablissement, string? codEtu, CancellationToken ct) =>
        codEtu is null ? Task.CompletedTask
        : inscriptions.RetryStudentAsync(session, etablissement, int.Parse(codEtu, CultureInfo.InvariantCulture), ct);
}
