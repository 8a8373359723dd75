using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Temoin.Inscriptions;

/// <summary>Takes the journaled lines into the table of enrolments; what has to be told to whom is the engine's business.</summary>
internal sealed class LigneApplier(InscriptionRecorder recorder, IBusinessClock clock, TimeProvider time) : IMessageApplier
{
    public Canal Canal => Canal.InscriptionsTemoin;

    public async Task ApplyAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            foreach (var line in LigneTemoin.Read(message.Corps, message.TypeContenu, clock.Of(message.RecuLe, time)).Lues)
                await recorder.RecordAsync(session, etablissement, line.Valeur.ToInscription(), message.Id, last: false, ct);
    }
}
