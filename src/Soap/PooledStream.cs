using System.Buffers;

namespace Parcoursup.Gateway.Soap;

/// <summary>A growing write-only buffer from the pool, cleared when it goes back: messages hold personal data.</summary>
internal sealed class PooledStream(int initialCapacity = 1024) : Stream
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(initialCapacity);
    private int _count;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _count);

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => _count;
    public override long Position { get => _count; set => throw new NotSupportedException(); }

    /// <summary>Room for at least one byte more; what was filled is then declared with <see cref="Advance"/>.</summary>
    public Memory<byte> GetMemory(int atLeast = 1)
    {
        EnsureRoom(atLeast);
        return _buffer.AsMemory(_count);
    }

    public void Advance(int count) => _count += count;

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        EnsureRoom(buffer.Length);
        buffer.CopyTo(_buffer.AsSpan(_count));
        _count += buffer.Length;
    }

    /// <summary>The written bytes, which then no longer go back to the pool.</summary>
    public ReadOnlyMemory<byte> Detach()
    {
        var kept = Written;
        _buffer = [];
        _count = 0;
        return kept;
    }

    public override void Flush()
    {
        // There is nothing behind the buffer.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        var buffer = _buffer;
        var count = _count;
        _buffer = [];
        _count = 0;
        if (buffer.Length > 0)
        {
            buffer.AsSpan(0, count).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }

        base.Dispose(disposing);
    }

    private void EnsureRoom(int more)
    {
        if (_buffer.Length - _count >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _count + more));
        _buffer.AsSpan(0, _count).CopyTo(larger);
        var old = _buffer;
        _buffer = larger;
        old.AsSpan(0, _count).Clear();
        if (old.Length > 0) ArrayPool<byte>.Shared.Return(old);
    }
}
