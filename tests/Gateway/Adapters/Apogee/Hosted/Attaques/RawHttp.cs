using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>An answer as it stood on the wire.</summary>
public sealed record RawAnswer(int Status, string Head, string Body);

/// <summary>One connection whose every byte is the test's own: what no HTTP client would agree to send.</summary>
public sealed class RawHttp : IAsyncDisposable
{
    public const string Account = "ecandidat:mdp-ecandidat";

    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    public static async Task<RawHttp> ConnectAsync(Uri url)
    {
        var raw = new RawHttp();
        await raw._client.ConnectAsync(url.Host, url.Port);
        raw._stream = raw._client.GetStream();
        return raw;
    }

    /// <summary>The head of a POST with credentials; <paramref name="fields"/> are whole lines.</summary>
    public static string Head(string? account = Account, params string[] fields) =>
        "POST /services/OpiMetier HTTP/1.1\r\nHost: passerelle\r\n"
        + (account is null ? "" : $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(account))}\r\n")
        + string.Concat(fields.Select(f => f + "\r\n")) + "\r\n";

    /// <summary>Sends a whole request and reads the answer to the end of the connection.</summary>
    public static async Task<RawAnswer> PostAsync(Uri url, byte[] body, string? contentType = "text/xml; charset=utf-8", params string[] fields)
    {
        await using var raw = await ConnectAsync(url);
        await raw.SendAsync(Head(Account, [
            .. contentType is null ? Array.Empty<string>() : [$"Content-Type: {contentType}"],
            $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}", "Connection: close", .. fields]));
        var answer = raw.ReceiveAsync();
        await raw.TrySendAsync(body);
        return await answer;
    }

    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    /// <summary>False once the other side does not take any more.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads one answer: to its announced length, or to the end of the connection.</summary>
    public async Task<RawAnswer> ReceiveAsync()
    {
        var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(received))
        {
            int read;
            try
            {
                read = await _stream.ReadAsync(buffer);
            }
            catch (IOException)
            {
                break;
            }

            if (read == 0) break;
            received.Write(buffer, 0, read);
        }

        var text = Encoding.UTF8.GetString(received.ToArray());
        Assert.True(text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal), $"No answer but: {text}");
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text[..end], text[(end + 4)..]);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsWhole(MemoryStream received)
    {
        var text = Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        const string Field = "Content-Length: ";
        var at = text.IndexOf(Field, 0, end, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && received.Length >= end + 4 + int.Parse(text.AsSpan(at + Field.Length, text.IndexOf('\r', at) - at - Field.Length), CultureInfo.InvariantCulture);
    }
}
