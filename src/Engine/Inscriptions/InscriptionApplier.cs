using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>Applies the enrolments that came by REST.</summary>
internal sealed class InscriptionApplier(
    InscriptionReader reader, InscriptionRecorder recorder, IBusinessClock clock, TimeProvider time) : IMessageApplier
{
    public Canal Canal => Canal.Inscriptions;
    public bool IsByLine => true;

    public async Task ApplyAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            foreach (var line in reader.Read(message.Corps, message.TypeContenu, clock.Of(message.RecuLe, time)).Lues)
                await recorder.RecordAsync(session, etablissement, line.Valeur, message.Id, last: false, ct);
    }
}
