using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>What a snapshot knew of a candidate. Without fingerprint he was not in the file.</summary>
internal readonly record struct EntreeIndex(int CodeCandidat, RaisonPopulation Raison, byte[]? Empreinte)
{
    public bool Present => Empreinte is not null;
}

/// <summary>
/// Who stood where in a snapshot: number, reason and fingerprint, in pieces and in order, so that two snapshots of any size
/// are compared in the memory of a piece, and one candidate is found by reading one piece.
/// </summary>
internal sealed class IndexInstantane(Database database)
{
    /// <summary>Bytes of an entry before the fingerprint: number, reason, length of the fingerprint.</summary>
    private const int Head = sizeof(int) + 2;

    public static void Append(MemoryStream piece, EntreeIndex entree)
    {
        Span<byte> head = stackalloc byte[Head];
        BinaryPrimitives.WriteInt32LittleEndian(head, entree.CodeCandidat);
        head[sizeof(int)] = (byte)entree.Raison;
        head[sizeof(int) + 1] = (byte)(entree.Empreinte?.Length ?? 0);
        piece.Write(head);
        piece.Write(entree.Empreinte);
    }

    public static Task SaveAsync(WriteSession session, long instantane, int premier, byte[] contenu, CancellationToken ct) =>
        session.ExecuteAsync(
            "INSERT INTO scolarix_index (instantane, premier, contenu) VALUES (@instantane, @premier, @contenu)",
            new { instantane, premier, contenu }, ct);

    public async IAsyncEnumerable<EntreeIndex> ReadAsync(long instantane, [EnumeratorCancellation] CancellationToken ct)
    {
        var from = int.MinValue;
        while (await PieceAsync("premier > @from ORDER BY premier", instantane, from, ct) is { } piece)
        {
            foreach (var entree in Entries(piece.Contenu)) yield return entree;
            from = piece.Premier;
        }
    }

    /// <summary>Null when the snapshot did not know him, or when its index is not kept any more.</summary>
    public async Task<EntreeIndex?> FindAsync(long instantane, int codeCandidat, CancellationToken ct)
    {
        if (await PieceAsync("premier <= @from ORDER BY premier DESC", instantane, codeCandidat, ct) is not { } piece) return null;
        foreach (var entree in Entries(piece.Contenu))
            if (entree.CodeCandidat == codeCandidat) return entree;
        return null;
    }

    public static Task DeleteAsync(WriteSession session, long instantane, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM scolarix_index WHERE instantane = @instantane", new { instantane }, ct);

    /// <summary>Takes a candidate out of an index; false when he is not in it.</summary>
    public static async Task<bool> RemoveAsync(WriteSession session, long instantane, int codeCandidat, CancellationToken ct)
    {
        var piece = await session.FirstOrDefaultAsync<PieceRow>(
            """
            SELECT premier, contenu FROM scolarix_index WHERE instantane = @instantane AND premier <= @codeCandidat
            ORDER BY premier DESC LIMIT 1
            """,
            new { instantane, codeCandidat }, ct);
        if (piece is null || !Entries(piece.Contenu).Any(e => e.CodeCandidat == codeCandidat)) return false;
        await session.ExecuteAsync("DELETE FROM scolarix_index WHERE instantane = @instantane AND premier = @Premier",
            new { instantane, piece.Premier }, ct);
        using var others = new MemoryStream();
        int? first = null;
        foreach (var entree in Entries(piece.Contenu).Where(e => e.CodeCandidat != codeCandidat))
        {
            first ??= entree.CodeCandidat;
            Append(others, entree);
        }

        // The number of the first one is the piece's name.
        if (first is { } premier) await SaveAsync(session, instantane, premier, others.ToArray(), ct);
        return true;
    }

    private Task<PieceRow?> PieceAsync(string filter, long instantane, int from, CancellationToken ct) =>
        database.FirstOrDefaultAsync<PieceRow>(
            $"SELECT premier, contenu FROM scolarix_index WHERE instantane = @instantane AND {filter} LIMIT 1",
            new { instantane, from }, ct);

    private static IEnumerable<EntreeIndex> Entries(byte[] piece)
    {
        for (var at = 0; at < piece.Length;)
        {
            var length = piece[at + sizeof(int) + 1];
            var print = length == 0 ? null : piece[(at + Head)..(at + Head + length)];
            var code = BinaryPrimitives.ReadInt32LittleEndian(piece.AsSpan(at));
            yield return new EntreeIndex(code, (RaisonPopulation)piece[at + sizeof(int)], print);
            at += Head + length;
        }
    }

    private sealed class PieceRow
    {
        public int Premier { get; init; }
        public byte[] Contenu { get; init; } = [];
    }
}
