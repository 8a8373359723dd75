using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Facade;

/// <summary>
/// Applies the enrolments that a SIS sent as it would to Parcoursup (rule D3): the state that it reports becomes an
/// enrolment of origin ApiRest.
/// </summary>
internal sealed class FacadeApplier(
    InscriptionRecorder recorder, ConfigurationDirectory directory, IBusinessClock clock, TimeProvider time) : IMessageApplier
{
    public Canal Canal => Canal.Facade;

    public async Task ApplyAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages,
        CancellationToken ct)
    {
        foreach (var message in messages)
        {
            if (FacadeReader.ReadMajInscription(message.Corps) is not FacadeLecture<MajInscription>.Lue { Demande: var maj })
                throw new InvalidDataException($"Message {message.Id} was accepted and cannot be read.");
            var campaign = await SessionOfAsync(session, etablissement, maj, ct);
            // The date of an enrolment is of the business (rule I1), like those that the other ways in tell.
            var received = clock.Of(message.RecuLe, time);
            foreach (var (type, cancelled) in await StatesOfAsync(session, etablissement, maj, campaign, ct))
                await recorder.RecordAsync(
                    session, etablissement, Convert(maj, campaign, type, cancelled, received), message.Id, last: false, ct);
        }
    }

    private static InscriptionRecue Convert(MajInscription maj, int campaign, TypeInscription type, bool cancelled,
        DateTimeOffset received) => new()
    {
        Session = campaign, CodeCandidat = maj.CodeCandidat, CodeFormationPsup = maj.CodeFormationPsup, Type = type,
            Origine = OrigineInscription.ApiRest,
        PremiereAnnee = true, Payee = !cancelled, Annulee = cancelled, DateMaj = received,
    };

    // The message has no session: the newest one that knows the file number.
    private async Task<int> SessionOfAsync(WriteSession session, EtablissementModel etablissement, MajInscription maj,
        CancellationToken ct) =>
        await session.ScalarAsync<int?>(
            "SELECT MAX(session) FROM candidat WHERE etablissement = @code AND code_candidat = @dossier",
            new { code = etablissement.Code, dossier = maj.CodeCandidat }, ct)
        ?? directory.Current.Campagnes.Select(c => c.Session).DefaultIfEmpty(clock.Today.Year).Max();

    // Parcoursup holds one state per candidate and formation: a new one takes the place of whatever kind was told here
    // before. "Cancelled" has no kind of its own: it cancels what is known, else the main one.
    private static async Task<IReadOnlyList<(TypeInscription Type, bool Cancelled)>> StatesOfAsync(
        WriteSession session, EtablissementModel etablissement, MajInscription maj, int campaign, CancellationToken ct)
    {
        var known = (await session.QueryAsync<string>(
            $"""
            SELECT type FROM inscription WHERE etablissement = @code AND session = @campaign AND code_candidat = @dossier
            AND origine = '{nameof(OrigineInscription.ApiRest)}'
              AND (code_formation = @formation OR (code_formation IS NULL AND cle LIKE @unresolved)) ORDER BY type
            """,
            new
            {
                code = etablissement.Code, campaign, dossier = maj.CodeCandidat, formation = maj.CodeFormationPsup,
                unresolved = string.Create(CultureInfo.InvariantCulture, $"%/formation {maj.CodeFormationPsup}/%"),
            }, ct)).Select(Enum.Parse<TypeInscription>).Distinct().ToList();
        if (maj.EtatInscription == EtatInscription.Annulee)
            return known.Count == 0 ? [(TypeInscription.Principale, true)] : [.. known.Select(t => (t, true))];
        var told = (TypeInscription)maj.EtatInscription;
        return [.. known.Where(t => t != told).Select(t => (t, true)), (told, false)];
    }
}
