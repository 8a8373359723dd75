using System.Net;
using Npgsql;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Whether what goes to the database may be read on the way.</summary>
public static class PostgresTls
{
    /// <summary>The first other machine that a connection string leads to without TLS whose certificate is verified; null: none.</summary>
    public static string? ClearHost(string connection)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(connection);
            return read.SslMode is SslMode.VerifyCA or SslMode.VerifyFull ? null
                : read.Host?.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(host => !host.StartsWith('/')
                    && !IsOwn(IPAddress.TryParse(host, out _) ? host : host.Split(':')[0]));
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // What cannot be read is told elsewhere.
            return null;
        }
    }

    /// <summary>This machine itself.</summary>
    public static bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
