namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// A received body: in memory when small, else in a temporary file that only this user can read and that vanishes
/// when disposed of (a large list is up to 150 MB).
/// </summary>
public sealed class ReceivedContent : IAsyncDisposable
{
    private const int MemoryLimit = 4 * 1024 * 1024;
    private const int BufferSize = 64 * 1024;

    private readonly Stream _stream;

    private ReceivedContent(Stream stream) => _stream = stream;

    public long Length => _stream.Length;

    /// <summary>The body from its beginning. One reader at a time; the stream belongs to this object.</summary>
    public Stream OpenRead()
    {
        _stream.Position = 0;
        return _stream;
    }

    /// <summary>The beginning of the body, at most so many bytes.</summary>
    internal async Task<byte[]> ReadHeadAsync(int limit, CancellationToken cancellationToken)
    {
        var head = new byte[Math.Min(limit, Length)];
        await OpenRead().ReadExactlyAsync(head, cancellationToken);
        return head;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <param name="source">Read to its end or to the limit: what is cut there is unreadable to whoever parses it.</param>
    /// <param name="limit">Bytes that are taken at most, so that no answer can fill the disk.</param>
    /// <param name="onProgress">Called after each piece, so that the caller can extend its patience.</param>
    /// <param name="cancellationToken">Stops the copy.</param>
    internal static async Task<ReceivedContent> ReceiveAsync(
        Stream source, long limit, Action onProgress, CancellationToken cancellationToken)
    {
        Stream target = new MemoryStream();
        try
        {
            var buffer = new byte[BufferSize];
            int read;
            while (target.Length < limit && (read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                onProgress();
                if (target is MemoryStream && target.Length + read > MemoryLimit)
                    target = await SpillAsync((MemoryStream)target, cancellationToken);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return new ReceivedContent(target);
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    private static async Task<Stream> SpillAsync(MemoryStream memory, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous,
            BufferSize = BufferSize,
        };
        if (OperatingSystem.IsWindows()) options.Options |= FileOptions.DeleteOnClose;
        else options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, options);
        // It needs no name any more, so that nothing of it is left however the process ends.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        memory.Position = 0;
        await memory.CopyToAsync(file, cancellationToken);
        return file;
    }
}
