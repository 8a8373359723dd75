using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Parcoursup.Gateway.OpiIntake;

/// <summary>
/// The gateway as it is used, on a fresh SQLite file. Its établissement takes Parcoursup's OPI and its connector was
/// never tested: so the messages are accepted, stored and applied, and none is delivered during the measure.
/// </summary>
internal sealed class GatewayUnderLoad(string assembly, string url) : IAsyncDisposable
{
    private const string Login = "parcoursup";
    private const string Password = "mesure";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opi-intake-");
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url) };
    private Process? _process;

    public string ServiceUrl { get; } = url + "/services/OpiMetier";

    public static string Authorization => "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Login}:{Password}"));

    public async Task StartAsync()
    {
        var document = Path.Combine(_folder.FullName, "configuration.json");
        await File.WriteAllTextAsync(document,
            $$"""
            {"etablissements":[{"code":"mesure","libelle":"Mesure","uais":["0730013T"],"sis":"Apogee","sourceOpi":"Opi",
              "opi":{"comptes":[{"login":"{{Login}}","motDePasse":"{{Password}}","prefixe":"P","origine":"Parcoursup"}]},
              "apogee":{"url":"http://127.0.0.1:9/services/OpiMetier"} }]}
            """);
        await CommandAsync("config", "import", document);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await CommandAsync("cle", "creer", "--administrateur", "--nom", "mesure")).Trim());
        _process = Launch();
        while (!await IsUpAsync()) await Task.Delay(200);
    }

    /// <summary>Messages that are accepted and not yet applied.</summary>
    public async Task<long> BacklogAsync()
    {
        using var answer = JsonDocument.Parse(await _http.GetStringAsync("/api/etablissements/mesure/synthese"));
        return answer.RootElement.GetProperty("journalAAppliquer").GetInt64();
    }

    public long PeakMemory => Process.GetProcessById(_process!.Id).PeakWorkingSet64;

    private async Task<bool> IsUpAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("/sante");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string> CommandAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"gateway {string.Join(' ', arguments)} failed ({process.ExitCode}).");
    }

    private Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, ArgumentList = { "exec", assembly } };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["Urls"] = url;
        start.Environment["Stockage__Chemin"] = Path.Combine(_folder.FullName, "gateway.db");
        start.Environment["Logging__LogLevel__Default"] = "Warning";
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
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
