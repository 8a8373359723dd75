using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Hands messages to whoever applies their way in, runs of one way together, and marks them applied.</summary>
internal sealed class MessageApplication(IJournalSql sql, IEnumerable<IMessageApplier> appliers)
{
    // A line of a bulk send asks for as much work as a whole message of another way, or more: some ten KiB of lines are a transaction.
    private const int WeightOfLines = 400;

    private readonly Dictionary<Canal, IMessageApplier> _appliers = appliers.ToDictionary(a => a.Canal);

    /// <summary>What its application costs beside others, in bytes of an ordinary message.</summary>
    public long WeightOf(MessageEntrant message) => (message.Corps?.Length ?? 0)
        * (_appliers.GetValueOrDefault(message.Canal)?.IsByLine == true ? (long)WeightOfLines : 1);

    public async Task ApplyAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<MessageEntrant> batch, CancellationToken ct)
    {
        if (batch.FirstOrDefault(m => m.Illisible is not null) is { Illisible: { } closed }) throw closed;
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
