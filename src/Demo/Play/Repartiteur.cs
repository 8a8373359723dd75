using System.Diagnostics;
using System.Globalization;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>nginx before several nodes, as docs/operations.md sets it up: the call of a node that is away goes to another one.</summary>
internal sealed class Repartiteur : IAsyncDisposable
{
    private const string Numero = "nginx.pid";

    private readonly DirectoryInfo _dossier;
    private readonly Process _process;

    private Repartiteur(DirectoryInfo dossier, Process process) => (_dossier, _process) = (dossier, process);

    private static string Nginx => Outil.Trouver("nginx", "nginx-light");

    /// <exception cref="DemoException">It is not there.</exception>
    public static void Verifier() => _ = Nginx;

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<Repartiteur> StartAsync(
        int port, IEnumerable<int> noeuds, TimeProvider clock, CancellationToken cancellationToken)
    {
        Verifier();
        var folder = Directory.CreateTempSubdirectory("parcoursup-nginx-");
        // Its workers run as another user, and buffer into this folder.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, Reglages(folder.FullName, port, noeuds), CancellationToken.None);
        var repartiteur = new Repartiteur(folder, Process.Start(new ProcessStartInfo(Nginx, ["-c", file]))
            ?? throw new DemoException("nginx n'a pas démarré."));
        try
        {
            await repartiteur.EcouteAsync(port, clock, cancellationToken);
            return repartiteur;
        }
        catch
        {
            await repartiteur.DisposeAsync();
            throw;
        }
    }

    // Its number is written once it has its port.
    private async Task EcouteAsync(int port, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (!File.Exists(Path.Combine(_dossier.FullName, Numero)))
        {
            if (_process.HasExited) throw new DemoException($"nginx s'est arrêté : le port {port} est-il libre ?");
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
        }
    }

    private static string Reglages(string dossier, int port, IEnumerable<int> noeuds)
    {
        var upstream = string.Concat(
            noeuds.Select(n => string.Create(CultureInfo.InvariantCulture, $"server 127.0.0.1:{n} max_fails=0; ")));
        return
            $$"""
            daemon off;
            {{(Environment.UserName == "root" ? "user www-data;" : "")}}
            pid {{dossier}}/{{Numero}};
            error_log {{dossier}}/erreurs.log;
            events { }
            http {
                access_log off;
                client_body_temp_path {{dossier}}/corps; proxy_temp_path {{dossier}}/proxy;
                fastcgi_temp_path {{dossier}}/f; uwsgi_temp_path {{dossier}}/u; scgi_temp_path {{dossier}}/s;
                upstream noeuds { {{upstream}} keepalive 16; }
                server {
                    listen 127.0.0.1:{{port}};
                    client_max_body_size 512m;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Host $http_host;
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_next_upstream error timeout http_503 non_idempotent;
                    proxy_next_upstream_tries 2;
                    proxy_connect_timeout 3s;
                    proxy_read_timeout 300s;
                    location / { proxy_pass http://noeuds; }
                }
            }
            """;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _dossier.Delete(recursive: true);
    }
}
