using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.GrandesListes;

/// <summary>The gateway as it is used, a process of its own on a fresh database. Its connector was never tested, so nothing is delivered during the measure.</summary>
internal sealed class MeasuredGateway(string assembly, string url, string parcoursup, string? postgres) : IAsyncDisposable
{
    public const string Login = "psup";
    public const string Password = "mesure";
    public const string Uai = "0730013T";
    public const int Formation = 8842;
    private const string Api = "/api/etablissements/mesure/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grandes-listes-");
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(30) };
    private Process? _process;

    public string DatabaseFile => Path.Combine(_folder.FullName, "gateway.db");

    public async Task StartAsync()
    {
        var document = Path.Combine(_folder.FullName, "configuration.json");
        await File.WriteAllTextAsync(document,
            $$"""
            {"campagnes":[{"session":2026,"debutAdmission":"2026-06-02","publicationResultatsBac":"2099-07-07","resultatsRattrapage":"2099-07-10","rentree":"2099-09-01","fin":"2099-10-31"}],
             "etablissements":[{"code":"mesure","libelle":"Mesure","uais":["{{Uai}}"],"sis":"Apogee","sourceOpi":"ApiRest",
              "parcoursup":{"url":"{{parcoursup}}/","login":"{{Login}}","motDePasse":"{{Password}}"},
              "apogee":{"url":"http://127.0.0.1:9/services/OpiMetier"},
              "formations":[{"codeFormationPsup":{{Formation}},"libelle":"Droit","codeSise":"2500001","oui":{"codCge":"DRT","codEtp":"L1DROI","codVrsVet":101,"codDemDos":"C"} }] }]}
            """);
        await CommandAsync("config", "import", document);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await CommandAsync("cle", "creer", "--administrateur", "--nom", "mesure")).Trim());
        _process = Launch();
        while (!await IsUpAsync()) await Task.Delay(200);
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(Api + path))!;

    public async Task<JsonNode> PostAsync(string path, HttpContent? content = null)
    {
        using var answer = await _http.PostAsync(Api + path, content ?? new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>What the façade answers to a SIS that asks for everybody: the bytes, counted.</summary>
    public async Task<long> FacadeAsync()
    {
        var body = new JsonObject { ["identifiant"] = new JsonObject { ["login"] = Login, ["pwd"] = Password }, ["codeEtablissement"] = Uai };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/parcoursup/{Uai}/ApiRest/getCandidatsAdmis") { Content = JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var buffer = new byte[256 * 1024];
        var total = 0L;
        while (await stream.ReadAsync(buffer) is > 0 and var read) total += read;
        return total;
    }

    /// <summary>Nothing is applied or evaluated any more.</summary>
    public async Task<JsonNode> AtRestAsync()
    {
        while (true)
        {
            var synthese = await GetAsync("synthese");
            if (synthese["auRepos"]!.GetValue<bool>()) return synthese;
            await Task.Delay(100);
        }
    }

    /// <summary>Largest resident memory of the process so far, in MiB.</summary>
    public double Peak
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process!.Id}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            using var answer = await _http.GetAsync("/sante");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_process!.HasExited)
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
        start.Environment["Stockage__Chemin"] = DatabaseFile;
        if (postgres is not null)
        {
            start.Environment["Stockage__Type"] = "PostgreSql";
            start.Environment["Stockage__Connexion"] = postgres;
            start.Environment["Securite__CleMaitresse"] = Convert.ToBase64String(new byte[32]);
        }

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
