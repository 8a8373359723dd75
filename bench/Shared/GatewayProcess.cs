using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Parcoursup.Gateway.Bench;

/// <summary>The gateway as it is used: the real program in a process of its own, with a folder and a fresh database of its own.</summary>
/// <param name="settings">Beside the database file, the address and the level of the log.</param>
internal sealed class GatewayProcess(params (string Name, string Value)[] settings) : IAsyncDisposable
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Gateway/bin/Release/net10.0/gateway.dll"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passerelle-mesure-");
    private Process? _process;

    public string Url { get; } = MeasuredServer.FreeUrl();

    public string DatabaseFile => Path.Combine(_folder.FullName, "gateway.db");

    /// <summary>Calls it, with the key of an administrator once it is started.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(30) };

    /// <summary>Largest resident memory of the process so far, in MiB.</summary>
    public double Peak
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process!.Id}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>What the process has cost the processors so far: other work on the machine changes it less than the time that passes.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="configuration">The document of <c>gateway config import</c>.</param>
    public async Task StartAsync(string configuration)
    {
        await ImportAsync(configuration);
        await LaunchAsync();
    }

    /// <summary>The configuration alone; nothing is started.</summary>
    public async Task ImportAsync(string configuration)
    {
        var document = Path.Combine(_folder.FullName, "configuration.json");
        await File.WriteAllTextAsync(document, configuration);
        await CommandAsync("config", "import", document);
    }

    /// <summary>On a database that has its configuration.</summary>
    public async Task LaunchAsync()
    {
        var key = await CommandAsync("cle", "creer", "--administrateur", "--nom", "mesure");
        Http.BaseAddress = new Uri(Url);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        _process = Launch();
        while (!await IsUpAsync()) await Task.Delay(200);
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/sante");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_process!.HasExited)
        {
            return false;
        }
    }

    /// <summary>A command on the same database: what it prints.</summary>
    public async Task<string> CommandAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"gateway {string.Join(' ', arguments)} failed ({process.ExitCode}).");
    }

    private Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments]) { RedirectStandardOutput = true };
        (start.Environment["Urls"], start.Environment["Stockage__Chemin"], start.Environment["Logging__LogLevel__Default"]) = (Url, DatabaseFile, "Warning");
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("The gateway did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }
}
