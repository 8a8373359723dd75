using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Daily files are replayed with what was noted of them: the session that they are of, and when they came.</summary>
internal sealed class RetourReplay(Database database) : IReplayedWay
{
    public Canal Canal => Canal.Retour;

    public async Task<string?> PrepareAsync(ReplaySource source, RowCopy copy, MessagePasse message, CancellationToken ct)
    {
        var id = long.Parse(message.Compte!, CultureInfo.InvariantCulture);
        // A node that was killed may have journaled it twice.
        if (await database.ScalarAsync<long>("SELECT COUNT(*) FROM scolarix_retour WHERE id = @id", new { id }, ct) > 0) return null;
        return await copy.CopyAsync("scolarix_retour", "id = @id", new { id }, ct, new Dictionary<string, object?>
        {
            ["etat"] = nameof(EtatRetour.Recu), ["atteinte"] = 0L, ["acceptees"] = 0L, ["inchangees"] = 0L, ["remontee"] = null,
            ["message"] = null, ["depots"] = null,
        }) == 0 ? $"le fichier {id} n'est plus conservé" : null;
    }
}
