using System.Net;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>Where the messages go, as the setting writes it.</summary>
/// <param name="Scheme"><c>udp</c> (RFC 5426), <c>tcp</c> (RFC 6587), <c>tls</c> (RFC 5425) or <c>unix</c>, a datagram socket.</param>
internal sealed record SyslogTarget(string Scheme, string Host, int Port, string Path)
{
    public const string Udp = "udp";
    public const string Tcp = "tcp";
    public const string Tls = "tls";
    public const string Unix = "unix";

    public static SyslogTarget? Read(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) ? uri switch
    {
        { Scheme: Unix, Host.Length: 0, AbsolutePath.Length: > 1 } => new(Unix, "", 0, uri.AbsolutePath),
        { Scheme: Udp, Host.Length: > 0 } => new(Udp, uri.IdnHost, uri.Port > 0 ? uri.Port : 514, ""),
        { Scheme: Tcp, Host.Length: > 0 } => new(Tcp, uri.IdnHost, uri.Port > 0 ? uri.Port : 601, ""),
        { Scheme: Tls, Host.Length: > 0 } => new(Tls, uri.IdnHost, uri.Port > 0 ? uri.Port : 6514, ""),
        _ => null,
    } : null;

    /// <summary>What is wrong with the setting, in French; null when nothing is.</summary>
    public static string? ErrorOf(string text, bool clear) => Read(text) is not { } target
        ? $"« {text} » n'est pas un destinataire ; écrire udp://hote:514, tcp://hote:601, tls://hote:6514 ou unix:///dev/log."
        : target.Scheme is Tls or Unix || clear || target.IsHere ? null
        : $"l'audit partirait en clair vers « {target.Host} » : écrire tls://{target.Host}:6514, ou remettre les messages au syslog de "
            + "cette machine (unix:///dev/log) ; sinon le dire (Audit:SyslogEnClair=true).";

    private bool IsHere =>
        Host == "localhost" || (IPAddress.TryParse(Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
