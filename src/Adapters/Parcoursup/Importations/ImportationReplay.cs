using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>A file that a person confirmed is applied again for the formation that he said.</summary>
internal sealed class ImportationReplay(Database database, ImportationBook book, ImportationRunner runner) : IReplayedWay
{
    public Canal Canal => Canal.Importation;
    public bool AppliesItself => true;

    public async Task<string?> PrepareAsync(ReplaySource source, RowCopy copy, MessagePasse message, CancellationToken ct)
    {
        var row = await source.Reading.FirstOrDefaultAsync<ImportationRow>(
            "SELECT id, etat FROM importation WHERE message_entrant = @Id", new { message.Id }, ct);
        if (row is null) return "l'importation n'est plus conservée";
        if (row.Etat != nameof(EtatImportation.Terminee)) return $"l'importation {row.Id} n'est pas allée à son terme";
        // Its cursor begins anew, as when it was confirmed.
        await copy.CopyAsync("importation", "message_entrant = @Id", new { message.Id }, ct, new Dictionary<string, object?>
        {
            ["etat"] = nameof(EtatImportation.Application), ["lignes"] = 0L, ["octets_traites"] = 0L, ["bilan"] = "{}",
            ["terminee_le"] = null, ["message"] = null, ["bail_par"] = null, ["bail_jusqua"] = null,
        });
        return null;
    }

    public async Task ApplyAsync(ReplaySource source, EtablissementModel etablissement, MessagePasse message, CancellationToken ct)
    {
        var id = await database.ScalarAsync<long>("SELECT id FROM importation WHERE message_entrant = @Id", new { message.Id }, ct);
        await runner.RunAsync(id, ct);
        if (await book.FindAsync(database, etablissement.Code, id, ct) is not { Etat: nameof(EtatImportation.Terminee) })
            throw new InvalidOperationException($"The importation {id} could not be replayed.");
    }
}
