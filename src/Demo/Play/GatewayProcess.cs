using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The gateway as a real child process, which can be stopped politely or killed.</summary>
/// <param name="publique">The address at which it is called, its own or that of what stands before it.</param>
/// <param name="journal">A file for everything that it writes, in all detail; null: only the last lines are kept.</param>
internal sealed class GatewayProcess(
    string assembly, string dossier, Uri url, Uri publique, GatewayStorage stockage, string? journal) : IAsyncDisposable
{
    private const int Sigterm = 15;
    private const int LignesGardees = 40;
    private static readonly TimeSpan PatienceArret = TimeSpan.FromSeconds(15);
    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    public Uri Url => url;

    /// <summary>Its process; null when there is none.</summary>
    public int? Pid => _process is { HasExited: false } process ? process.Id : null;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The last lines that it wrote, for the day when it does not start.</summary>
    public string LastWords => string.Join(Environment.NewLine, _lines);

    public static Uri Loopback(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    public void Start()
    {
        _process?.Dispose();
        _process = Launch();
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs one command of the gateway and returns what it prints.</summary>
    public async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (code, output, errors) = await TryAsync(arguments, cancellationToken);
        return code == 0
            ? output.Trim()
            : throw new DemoException(
                $"« gateway {string.Join(' ', arguments)} » a échoué (code {code}) :{Environment.NewLine}{errors}{output}");
    }

    /// <summary>Runs one command of the gateway whose exit code says something.</summary>
    public async Task<(int Code, string Output, string Errors)> TryAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Launch(arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process)
            return;

        if (!process.HasExited)
        {
            if (OperatingSystem.IsWindows() || SendSignal(process.Id, Sigterm) != 0)
                process.Kill();

            using var patience = new CancellationTokenSource(PatienceArret);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);

    private Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            ArgumentList = { "exec", assembly },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // Whatever the caller's shell says, only loopback is opened.
        foreach (var name in new[] { "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS" })
            start.Environment.Remove(name);
        foreach (var (name, value) in Settings())
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new DemoException("Le processus de la passerelle n'a pas démarré.");
    }

    private Dictionary<string, string> Settings() => new(stockage.Reglages)
    {
        ["Urls"] = Url.ToString().TrimEnd('/'),
        ["Adresses__Publique"] = publique.ToString().TrimEnd('/'),
        ["Adresses__Mandataires"] = url == publique ? "" : "127.0.0.1",
        // What it calls and what calls it lie on this machine.
        ["Securite__BouclePermise"] = "true",
        ["Dossiers__Racines"] = Path.Combine(dossier, Simulateurs.Echanges),
        ["Horloge__Simulable"] = "true",
        ["Scolarix__Retour__SilenceSecondes"] = "2",
        ["Horloge__Depart"] = "2026-06-01T08:00:00+02:00",
        ["Reconciliation__DelaiInitialMillisecondes"] = "200",
        ["Reconciliation__DelaiMaximalSecondes"] = "2",
        ["Logging__LogLevel__Default"] = journal is null ? "Warning" : "Trace",
        ["Logging__LogLevel__Microsoft"] = journal is null ? "Warning" : "Information",
        ["Logging__LogLevel__System.Net.Http"] = journal is null ? "Warning" : "Information",
    };

    // Several nodes write into one file.
    private static readonly Lock Ecriture = new();

    private void Keep(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;

        if (journal is not null)
            lock (Ecriture)
                File.AppendAllText(journal, line + "\n");

        _lines.Enqueue(line);
        while (_lines.Count > LignesGardees)
            _lines.TryDequeue(out _);
    }
}
