using System.Globalization;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>Journals what a pull has brought, whole or in pieces.</summary>
internal sealed class RecuperationIntake(
    Database database, RecuperationQueue queue, Journal journal, LargeBodies bodies, ApplySignal applications, TimeProvider time,
    ILogger<RecuperationIntake> logger)
{
    public async Task TakeAsync(RecuperationRow row, ReceivedContent content, CancellationToken ct)
    {
        if (!await queue.ExtendAsync(row, ct))
        {
            Log.Overtaken(logger, row.Id);
            return;
        }

        if (content.Length <= LargeBodies.PieceSize)
        {
            var body = new byte[content.Length];
            await content.OpenRead().ReadExactlyAsync(body, ct);
            await queue.MarkAsync(row, await journal.AppendOwnAsync(MessageOf(row, body, null), ct), ct);
            return;
        }

        var stored = (await bodies.ReceiveAsync(row.Etablissement, content.OpenRead(), long.MaxValue, null, ct))!.Value;
        await queue.MarkAsync(row, await database.WriteAsync(session =>
            journal.AppendLargeAsync(session, MessageOf(row, [], stored.Id), toApply: true, ct), ct), ct);
        applications.Wake(row.Etablissement);
    }

    private MessageEntrant MessageOf(RecuperationRow row, byte[] body, long? stored) => new()
    {
        RecuLe = time.GetUtcNow(), Etablissement = row.Etablissement, Uai = row.Uai, Canal = Canal.Recuperation,
        Compte = row.Id.ToString(CultureInfo.InvariantCulture), TypeContenu = "application/json", Corps = body,
        CorpsVolumineux = stored,
    };
}
