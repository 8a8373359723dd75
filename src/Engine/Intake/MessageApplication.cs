using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Hands messages to whoever applies their way in, runs of one way together, and marks them applied.</summary>
internal sealed class MessageApplication(IJournalSql sql, IEnumerable<IMessageApplier> appliers)
{
    private readonly Dictionary<Canal, IMessageApplier> _appliers = appliers.ToDictionary(a => a.Canal);

    public async Task ApplyAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> batch, CancellationToken ct)
    {
        for (var start = 0; start < batch.Count;)
        {
            var canal = batch[start].Canal;
            var end = start + 1;
            while (end < batch.Count && batch[end].Canal == canal) end++;
            await _appliers[canal].ApplyAsync(session, etablissement, [.. batch.Skip(start).Take(end - start)], ct);
            start = end;
        }

        await sql.MarkAppliedAsync(session, etablissement.Code, [.. batch.Select(m => m.Id)], ct);
    }
}
