using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>A stored body: its number and its size in bytes.</summary>
public readonly record struct StoredBody(long Id, long Octets);

/// <summary>
/// Bodies too large for one row: stored and read in pieces, each in a transaction of its own, so that neither memory nor
/// the one writer of SQLite is held by them. A body counts from <see cref="AcquireAsync"/> on; before, it is a leftover
/// that <see cref="SweepAsync"/> removes.
/// </summary>
public sealed class LargeBodies(Database database, DataKeys keys, TimeProvider time)
{
    /// <summary>Bodies up to this size stay in the row of their message.</summary>
    public const int PieceSize = 1024 * 1024;

    // Longer than any pause between two pieces of a transfer that still lives.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(15);

    /// <summary>Stores a stream piece by piece; null when it is longer than the limit, and then nothing stays.</summary>
    /// <param name="witness">Sees every piece before it is stored.</param>
    public async Task<StoredBody?> ReceiveAsync(
        string etablissement, Stream source, long limit, Action<ReadOnlyMemory<byte>>? witness, CancellationToken ct)
    {
        var id = await database.WriteAsync(session => session.ScalarAsync<long>(
            "INSERT INTO corps_volumineux (etablissement, octets, ecrit_le) VALUES (@etablissement, 0, @now) RETURNING id",
            new { etablissement, now = time.GetUtcNow() }, ct), ct);
        try
        {
            if (await CopyAsync(etablissement, id, source, limit, witness, ct) is { } octets) return new StoredBody(id, octets);
            await DeleteAsync(id, ct);
            return null;
        }
        catch
        {
            // The caller's token may be the very reason: what cannot be removed now is swept later.
            await DeleteAsync(id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>From the end of this transaction on the body belongs to whoever refers to it.</summary>
    public static Task AcquireAsync(WriteSession session, long id, CancellationToken ct) =>
        session.ExecuteAsync("UPDATE corps_volumineux SET acquis = TRUE WHERE id = @id", new { id }, ct);

    /// <summary>The size of one that belongs to nobody and is still there; null when the établissement has none.</summary>
    public Task<long?> FindLooseAsync(string etablissement, long id, CancellationToken ct) => database.ScalarAsync<long?>(
        "SELECT octets FROM corps_volumineux WHERE id = @id AND etablissement = @etablissement AND NOT acquis",
        new { id, etablissement }, ct);

    /// <summary>The body from its beginning, read piece by piece.</summary>
    public Stream OpenRead(long id) => new LargeBodyStream(database, keys, id);

    public Task DeleteAsync(long id, CancellationToken ct) =>
        database.ExecuteAsync("DELETE FROM corps_volumineux WHERE id = @id", new { id }, ct);

    /// <summary>Removes what killed transfers left.</summary>
    public Task SweepAsync(CancellationToken ct) =>
        database.ExecuteAsync(
            "DELETE FROM corps_volumineux WHERE NOT acquis AND ecrit_le < @before", new { before = time.GetUtcNow() - Abandoned }, ct);

    private async Task<long?> CopyAsync(
        string etablissement, long id, Stream source, long limit, Action<ReadOnlyMemory<byte>>? witness, CancellationToken ct)
    {
        var piece = new byte[PieceSize];
        var total = 0L;
        for (var rang = 0; ; rang++)
        {
            var read = await source.ReadAtLeastAsync(piece, PieceSize, throwOnEndOfStream: false, ct);
            total += read;
            if (total > limit) return null;
            if (read > 0)
            {
                witness?.Invoke(piece.AsMemory(0, read));
                await WriteAsync(
                    id, rang, total, await keys.SealAsync(etablissement, IntakeColumns.Octets, piece.AsMemory(0, read), ct), ct);
            }

            if (read < PieceSize) return total;
        }
    }

    private Task WriteAsync(long id, int rang, long total, byte[] octets, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await session.ExecuteAsync(
            "INSERT INTO corps_morceau (corps, rang, octets) VALUES (@id, @rang, @octets)", new { id, rang, octets }, ct);
        await session.ExecuteAsync(
            "UPDATE corps_volumineux SET octets = @total, ecrit_le = @now WHERE id = @id", new { total, now = time.GetUtcNow(), id }, ct);
    }, ct);
}
