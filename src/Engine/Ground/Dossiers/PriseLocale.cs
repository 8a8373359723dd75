using System.Net.Sockets;

namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

/// <summary>
/// A socket of this machine for a reverse proxy (rule J6): its owner and its group alone reach it. What a killed process has left is
/// removed, what another one listens to never, nor anything that is no socket.
/// </summary>
public static class PriseLocale
{
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Bound, not yet listening: nobody connects before its rights are set.</summary>
    /// <exception cref="SocketException">Another program listens to it, or something else lies there: address in use.</exception>
    public static Socket Bind(UnixDomainSocketEndPoint endPoint)
    {
        var path = endPoint.ToString();
        RemoveStale(path, endPoint);
        var socket = Create();
        try
        {
            socket.Bind(endPoint);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Mode);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RemoveStale(string path, UnixDomainSocketEndPoint endPoint)
    {
        using var folder = Noyau.OpenRoot(Path.GetDirectoryName(path)!);
        var name = Path.GetFileName(path);
        if (Noyau.FindStatus(folder, name) is not { } there) return;
        if (!there.Prise || IsAlive(endPoint)) throw new SocketException((int)SocketError.AddressAlreadyInUse);
        Noyau.Remove(folder, name);
    }

    // Whatever is not "nobody listens" is somebody: one whose queue is full, or who lets nobody in.
    private static bool IsAlive(UnixDomainSocketEndPoint endPoint)
    {
        using var socket = Create();
        socket.Blocking = false;
        try
        {
            socket.Connect(endPoint);
            return true;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }

    private static Socket Create() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
