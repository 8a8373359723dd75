using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Parcoursup.Gateway.Gateway.Tests.Documentation;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>nginx with the server block that is shipped, and with ports and a certificate of the test.</summary>
public sealed class NginxProxy : IAsyncDisposable
{
    private const string Missing = "nginx and openssl are not there; install them with: apt-get install -y nginx-light openssl";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nginx-");
    private Process? _process;

    public int Port { get; } = FreePort();

    /// <summary>Where people are let in, with the block of two addresses.</summary>
    public int PeoplePort { get; } = FreePort();

    private string Configuration => Path.Combine(_folder.FullName, "nginx.conf");

    /// <summary>What nginx itself says of the configuration; null when nothing is wrong.</summary>
    public async Task<string?> CheckAsync(params int[] nodes)
    {
        await WriteAsync(nodes);
        var (code, output) = await RunAsync("nginx", "-t", "-c", Configuration);
        return code == 0 ? null : output;
    }

    public async Task StartAsync(params int[] nodes)
    {
        await WriteAsync(nodes);
        await StartAsync(Port);
    }

    /// <summary>With the block of two addresses, each side before a socket.</summary>
    public async Task StartWithSocketsAsync(string machines, string people)
    {
        await CertifyAsync();
        await WriteAsync((await File.ReadAllTextAsync(Depot.PathOf("packaging/nginx/parcoursup-gateway-deux-adresses.conf")))
            .Replace("/run/parcoursup-gateway/machines.sock", machines, StringComparison.Ordinal)
            .Replace("/run/parcoursup-gateway/personnes.sock", people, StringComparison.Ordinal)
            .Replace("listen 8444 ssl;", $"listen 127.0.0.1:{PeoplePort} ssl;", StringComparison.Ordinal)
            .Replace("listen [::]:8444 ssl;", "", StringComparison.Ordinal));
        await StartAsync(PeoplePort);
    }

    /// <summary>As the package does with the folder of the sockets: the proxy's group may go through, and what is made in it is its, too.</summary>
    public static async Task OpenToWorkersAsync(DirectoryInfo folder)
    {
        // Started by another user than root, the workers are of this user.
        if (Environment.UserName != "root" || OperatingSystem.IsWindows()) return;
        var (code, output) = await RunAsync("chgrp", "www-data", folder.FullName);
        Assert.True(code == 0, output);
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_000 | UnixFileMode.SetGroup);
    }

    /// <summary>A client of the proxy by its public name; dispose it.</summary>
    /// <param name="from">The address of the loopback that it calls from: only 127.0.0.1 is inside, for the shipped blocks.</param>
    public static HttpClient Client(int port, string from = "127.0.0.1")
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        handler.ConnectCallback = (_, ct) => Calls.ConnectAsync(from, new IPEndPoint(IPAddress.Loopback, port), ct);
        return new HttpClient(handler) { BaseAddress = new Uri("https://passerelle.univ.fr/"), Timeout = Poll.Patience };
    }

    /// <summary>What it says to a body of this size before any of it is sent: 100 where it may come, 413 where it may not.</summary>
    public static async Task<int> AnswerToAnnouncedAsync(int port, string path, long bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("passerelle.univ.fr");
        await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: passerelle.univ.fr\r\nContent-Length: {bytes}\r\nExpect: 100-continue\r\n\r\n"));
        using var reader = new StreamReader(tls);
        return int.Parse((await reader.ReadLineAsync())!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task StartAsync(int port)
    {
        _process = Process.Start(Command("nginx", "-c", Configuration))!;
        await Poll.UntilAsync(async () =>
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await RunAsync("kill", "-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task WriteAsync(int[] nodes)
    {
        await CertifyAsync();
        await WriteAsync((await File.ReadAllTextAsync(Depot.PathOf("packaging/nginx/parcoursup-gateway.conf")))
            .Replace("127.0.0.1:8081", $"127.0.0.1:{nodes[0]}", StringComparison.Ordinal)
            .Replace("127.0.0.1:8082", $"127.0.0.1:{nodes[1]}", StringComparison.Ordinal));
    }

    private async Task CertifyAsync()
    {
        var folder = _folder.FullName;
        var (made, told) = await RunAsync("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=passerelle.univ.fr",
            "-keyout", $"{folder}/cle.pem", "-out", $"{folder}/certificat.pem");
        Assert.True(made == 0, told);
    }

    private async Task WriteAsync(string shipped)
    {
        var folder = _folder.FullName;
        var block = shipped.Replace("/etc/ssl/passerelle", folder, StringComparison.Ordinal)
            .Replace("listen 8443 ssl;", $"listen 127.0.0.1:{Port} ssl;", StringComparison.Ordinal)
            .Replace("listen [::]:8443 ssl;", "", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Configuration,
            $$"""
            daemon off;
            {{(Environment.UserName == "root" ? "user www-data;" : "")}}
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/erreurs.log;
            events { }
            http {
            access_log off;
            client_body_temp_path {{folder}}/corps; proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
            {{block}}
            }
            """);
        // Its workers run as another user, and buffer into this folder.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Command(program, arguments))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await error + await output);
    }

    private static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.True(found is not null, Missing);
        return new ProcessStartInfo(found!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
