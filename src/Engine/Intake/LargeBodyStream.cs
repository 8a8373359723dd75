using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Reads a stored body piece by piece, forward only; each piece with a connection of its own, so that no snapshot is held.
/// </summary>
internal sealed class LargeBodyStream(Database database, DataKeys keys, long corps) : Stream
{
    private ReadOnlyMemory<byte> _left;
    private int _next;
    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes handed out so far.</summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left.IsEmpty)
        {
            _left = await database.FirstOrDefaultAsync<Piece>(
                """
                SELECT v.etablissement, m.octets FROM corps_morceau m JOIN corps_volumineux v ON v.id = m.corps
                WHERE m.corps = @corps AND m.rang = @_next
                """,
                new { corps, _next }, cancellationToken) is { } piece
                ? await keys.OpenAsync(piece.Etablissement, IntakeColumns.Octets, piece.Octets, cancellationToken) : [];
            _next++;
        }

        var count = Math.Min(buffer.Length, _left.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        _position += count;
        return count;
    }

    private sealed class Piece
    {
        public string Etablissement { get; init; } = "";
        public byte[] Octets { get; init; } = [];
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // A database is asked: nobody may block on it.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
