using System.Text;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>A raw message, and what of it is about a person.</summary>
/// <param name="Volumineux">Its body is too large for a row: it is told, and erased as a whole.</param>
public sealed record MessageDePersonne(long Id, DateTimeOffset RecuLe, string Canal, IReadOnlyList<string> Contenu, bool Volumineux);

/// <summary>Looks for a person in the raw messages of an établissement, some at a time; those still to be applied are left alone.</summary>
internal sealed class MessagesPersonne(Database database, LargeBodies bodies, DataKeys keys)
{
    private const int PageSize = 200;

    // Identifiers are short; what stands across two pieces is found in the overlap.
    private const int Overlap = 64;

    public async Task<IReadOnlyList<MessageDePersonne>> TrouverAsync(string code, Qui qui, CancellationToken ct)
    {
        var found = new List<MessageDePersonne>();
        await foreach (var (row, part) in LookAsync(code, DateTimeOffset.MinValue, qui, ct))
            found.Add(new(row.Id, row.RecuLe, row.Canal, part?.Parties ?? [], part is null));
        return found;
    }

    /// <summary>Takes the person out of them.</summary>
    /// <param name="depuis">Of those received since.</param>
    /// <returns>How many were changed.</returns>
    public async Task<int> ViderAsync(string code, DateTimeOffset depuis, Qui qui, CancellationToken ct)
    {
        var changed = 0;
        await foreach (var (row, part) in LookAsync(code, depuis, qui, ct))
        {
            var reste = await keys.SealAsync(code, IntakeColumns.Corps, part?.Reste ?? [], ct);
            await database.WriteAsync(session => MessageAllege.AllegerAsync(session, row.Id, reste, row.CorpsVolumineux, ct), ct);
            changed++;
        }

        return changed;
    }

    // Null for a large body in which the person is named.
    private async IAsyncEnumerable<(MessageRow Row, PartDePersonne? Part)> LookAsync(
        string code, DateTimeOffset depuis, Qui qui, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var after = 0L;
        while (true)
        {
            var page = await database.QueryAsync<MessageRow>(
                """
                SELECT id, recu_le, canal, corps, corps_volumineux FROM message_entrant
                WHERE etablissement = @code AND id > @after AND recu_le >= @depuis
                  AND (LENGTH(corps) > 0 OR corps_volumineux IS NOT NULL) AND id NOT IN (SELECT id FROM message_a_appliquer)
                ORDER BY id LIMIT @PageSize
                """,
                new { code, after, depuis, PageSize }, ct);
            foreach (var row in page)
                if (row.CorpsVolumineux is { } body)
                {
                    if (await HoldsAsync(body, qui, ct)) yield return (row, null);
                }
                else if (ContenuBrut.PartDe(await OpenAsync(code, row, ct), qui) is { Parties.Count: > 0 } part)
                {
                    yield return (row, part);
                }

            if (page.Count < PageSize) yield break;
            after = page[^1].Id;
        }
    }

    // What nobody can open any more holds nobody.
    private async Task<byte[]> OpenAsync(string code, MessageRow row, CancellationToken ct)
    {
        try
        {
            return await keys.OpenAsync(code, IntakeColumns.Corps, row.Corps, ct);
        }
        catch (SealedValueException)
        {
            return [];
        }
    }

    private async Task<bool> HoldsAsync(long body, Qui qui, CancellationToken ct)
    {
        try
        {
            return qui.Indices.Count > 0 && await IsInAsync(body, qui, ct);
        }
        catch (SealedValueException)
        {
            return false;
        }
    }

    private async Task<bool> IsInAsync(long body, Qui qui, CancellationToken ct)
    {
        await using var stream = bodies.OpenRead(body);
        var buffer = new byte[Overlap + LargeBodies.PieceSize];
        var kept = 0;
        while (await stream.ReadAsync(buffer.AsMemory(kept), ct) is var read and > 0)
        {
            var held = kept + read;
            if (qui.Indices.Any(i => buffer.AsSpan(0, held).IndexOf(Encoding.ASCII.GetBytes(i)) >= 0)) return true;
            kept = Math.Min(Overlap, held);
            buffer.AsSpan(held - kept, kept).CopyTo(buffer);
        }

        return false;
    }

    private sealed class MessageRow
    {
        public long Id { get; init; }
        public DateTimeOffset RecuLe { get; init; }
        public string Canal { get; init; } = "";
        public byte[] Corps { get; init; } = [];
        public long? CorpsVolumineux { get; init; }
    }
}
