namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

/// <summary>A JSON array of the same item many times, made while it is read.</summary>
internal sealed class RepeatingStream(byte[] item, int count) : Stream
{
    private byte[] _piece = "["u8.ToArray();
    private int _at;
    private int _done;

    public long Produced { get; private set; }
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Produced; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int size)
    {
        while (_at == _piece.Length)
        {
            if (_done > count) return 0;
            _piece = _done == count ? "]"u8.ToArray() : _done == 0 ? item : [(byte)',', .. item];
            _done++;
            _at = 0;
        }

        var read = Math.Min(size, _piece.Length - _at);
        Array.Copy(_piece, _at, buffer, offset, read);
        _at += read;
        Produced += read;
        return read;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int size) => throw new NotSupportedException();
}
