using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Replay;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>Answers to pulls are replayed beside their requests: when one left, and about whom, is noted with the request.</summary>
internal sealed class RecuperationReplay(Database database) : IReplayedWay
{
    public Canal Canal => Canal.Recuperation;

    public async Task<string?> PrepareAsync(ReplaySource source, RowCopy copy, MessagePasse message, CancellationToken ct)
    {
        var id = long.Parse(message.Compte!, CultureInfo.InvariantCulture);
        if (await source.Reading.FirstOrDefaultAsync<RecuperationRow>(
            "SELECT id FROM recuperation WHERE id = @id AND etablissement = @Etablissement", new { id, message.Etablissement }, ct) is null)
            return $"la demande de la récupération {id} n'est plus conservée";
        // A node that was killed may have asked twice: both answers are in the journal.
        if (await database.ScalarAsync<long>("SELECT COUNT(*) FROM recuperation WHERE id = @id", new { id }, ct) > 0) return null;
        // As it was when its answer came: what became of it is what the replay says.
        await copy.CopyAsync("recuperation",
            "id = @id", new { id }, ct,
            new Dictionary<string, object?>
            {
                ["etat"] = nameof(EtatRecuperation.Recue), ["candidats"] = null, ["par_formation"] = null, ["effectifs"] = null,
                ["de_confiance"] = null, ["message"] = null,
            });
        return null;
    }
}
