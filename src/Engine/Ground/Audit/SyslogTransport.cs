using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>
/// Brings messages to a collector. A stream stays open; one that broke, or that the other side has closed, is opened anew.
/// </summary>
internal sealed class SyslogTransport(SyslogTarget target, ITlsSortant certificates) : IDisposable
{
    private Socket? _socket;
    private Stream? _stream;

    public async Task SendAsync(byte[] message, CancellationToken ct)
    {
        try
        {
            if (_socket is null || (_stream is not null && IsClosed(_socket))) await OpenAsync(ct);
            if (_stream is null)
            {
                await _socket!.SendAsync(message, SocketFlags.None, ct);
                return;
            }

            // Octet counting (RFC 6587 §3.4.1, RFC 5425 §4.3).
            await _stream.WriteAsync(Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture) + " "), ct);
            await _stream.WriteAsync(message, ct);
            await _stream.FlushAsync(ct);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        Dispose();
        if (target.Scheme == SyslogTarget.Unix)
        {
            _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            await _socket.ConnectAsync(new UnixDomainSocketEndPoint(target.Path), ct);
            return;
        }

        _socket = target.Scheme == SyslogTarget.Udp ? new Socket(SocketType.Dgram, ProtocolType.Udp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await _socket.ConnectAsync(target.Host, target.Port, ct);
        if (target.Scheme == SyslogTarget.Udp) return;
        _stream = new NetworkStream(_socket, ownsSocket: false);
        if (target.Scheme != SyslogTarget.Tls) return;
        var tls = new SslStream(_stream);
        _stream = tls;
        var options = new SslClientAuthenticationOptions { TargetHost = target.Host };
        certificates.Apply(options);
        await tls.AuthenticateAsClientAsync(options, ct);
    }

    // A collector sends nothing: what can be read is the end. Written to, such a stream would still take one message and lose it.
    private static bool IsClosed(Socket socket) => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    public void Dispose()
    {
        _stream?.Dispose();
        _socket?.Dispose();
        (_stream, _socket) = (null, null);
    }
}
