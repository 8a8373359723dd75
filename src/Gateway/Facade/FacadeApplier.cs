using Parcoursup.Gateway.Adapters.Parcoursup;
using Parcoursup.Gateway.Adapters.Parcoursup.Facade;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Inscriptions;
using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Facade;

/// <summary>
/// Applies the enrolments that a SIS sent as it would to Parcoursup (rule D3): the state that it reports becomes an
/// enrolment of origin ApiRest.
/// </summary>
internal sealed class FacadeApplier(InscriptionRecorder recorder, ConfigurationDirectory directory, IBusinessClock clock) : IMessageApplier
{
    public Canal Canal => Canal.Facade;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        foreach (var message in messages)
        {
            if (FacadeReader.ReadMajInscription(message.Corps) is not FacadeLecture<MajInscription>.Lue { Demande: var maj })
                throw new InvalidDataException($"Message {message.Id} was accepted and cannot be read.");
            var campaign = await SessionOfAsync(session, etablissement, maj, ct);
            foreach (var type in await TypesOfAsync(session, etablissement, maj, campaign, ct))
                await recorder.RecordAsync(session, etablissement, Convert(maj, campaign, type, message.RecuLe), message.Id, last: false, ct);
        }
    }

    private static InscriptionRecue Convert(MajInscription maj, int campaign, TypeInscription type, DateTimeOffset received) => new()
    {
        Session = campaign, CodeCandidat = maj.CodeCandidat, CodeFormationPsup = maj.CodeFormationPsup, Type = type, Origine = OrigineInscription.ApiRest,
        PremiereAnnee = true, Payee = maj.EtatInscription != EtatInscription.Annulee, Annulee = maj.EtatInscription == EtatInscription.Annulee, DateMaj = received,
    };

    // The message has no session: the newest one that knows the file number.
    private async Task<int> SessionOfAsync(WriteSession session, EtablissementModel etablissement, MajInscription maj, CancellationToken ct) =>
        await session.ScalarAsync<int?>(
            "SELECT MAX(session) FROM candidat WHERE etablissement = @code AND code_candidat = @dossier", new { code = etablissement.Code, dossier = maj.CodeCandidat }, ct)
        ?? directory.Current.Campagnes.Select(c => c.Session).DefaultIfEmpty(clock.Today.Year).Max();

    // "Cancelled" has no kind: it cancels whatever is known, else the main one.
    private static async Task<IReadOnlyList<TypeInscription>> TypesOfAsync(WriteSession session, EtablissementModel etablissement, MajInscription maj, int campaign, CancellationToken ct)
    {
        if (maj.EtatInscription != EtatInscription.Annulee) return [(TypeInscription)maj.EtatInscription];
        var known = await session.QueryAsync<string>(
            """
            SELECT type FROM inscription WHERE etablissement = @code AND session = @campaign AND code_candidat = @dossier
              AND code_formation = @formation AND origine = 'ApiRest'
            """,
            new { code = etablissement.Code, campaign, dossier = maj.CodeCandidat, formation = maj.CodeFormationPsup }, ct);
        return known.Count == 0 ? [TypeInscription.Principale] : [.. known.Select(Enum.Parse<TypeInscription>)];
    }
}
