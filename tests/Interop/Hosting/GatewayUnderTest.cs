using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Apogee;
using Parcoursup.Gateway.Simulators.Parcoursup;

namespace Parcoursup.Gateway.Interop.Tests.Hosting;

/// <summary>The real program in a process of its own, with a simulated Apogée and Parcoursup behind it.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interop-");
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ParcoursupSimulator _parcoursup;
    private readonly ApogeeSimulator _apogee;
    private Process? _process;

    private GatewayUnderTest(ParcoursupSimulator parcoursup, ApogeeSimulator apogee)
    {
        (_parcoursup, _apogee) = (parcoursup, apogee);
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        _http.BaseAddress = Url;
    }

    public Uri Url { get; }

    public HttpClient Http => _http;

    public string Database => Path.Combine(_folder.FullName, "gateway.db");

    /// <param name="accounts">Login and number range of each client.</param>
    public static async Task<GatewayUnderTest> StartAsync(IEnumerable<(string Login, string Prefix)> accounts, string password, CancellationToken ct)
    {
        var parcoursup = await ParcoursupSimulator.StartAsync(
            new ParcoursupOptions { Etablissements = [new EtablissementParcoursup(Configuration.Uai, "psup", "secret")] }, TimeProvider.System, ct);
        var apogee = await ApogeeSimulator.StartAsync(new ApogeeOptions { Login = "opi", MotDePasse = "mdp", Release = new Version(6, 50) }, TimeProvider.System, ct);
        var gateway = new GatewayUnderTest(parcoursup, apogee);
        try
        {
            await gateway.InstallAsync(Configuration.Of(parcoursup.UrlApiRest, apogee.UrlOpiMetier, accounts, password), ct);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until all that was accepted is applied and delivered.</summary>
    public async Task RestAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        for (var calm = 0; calm < 2;)
        {
            var synthese = await SendAsync(HttpMethod.Get, $"/api/etablissements/{Configuration.Uai}/synthese", null, limit.Token);
            calm = synthese!["auRepos"]!.GetValue<bool>() ? calm + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    /// <summary>What Apogée holds, by OPI number.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> ApogeeAsync(CancellationToken ct) =>
        JsonNode.Parse(await _http.GetStringAsync(new Uri(_apogee.Url, "/etat"), ct))!["opi"]!.AsArray()
            .ToDictionary(o => o!["codOpiIntEpo"]!.GetValue<string>(), o => o!);

    public Task<JsonNode?> DeliveriesAsync(CancellationToken ct) => SendAsync(HttpMethod.Get, $"/api/etablissements/{Configuration.Uai}/livraisons", null, ct);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        _process?.Dispose();
        _http.Dispose();
        await _parcoursup.DisposeAsync();
        await _apogee.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task InstallAsync(JsonObject document, CancellationToken ct)
    {
        using (var command = Launch("cle", "creer", "--administrateur", "--nom", "interop"))
        {
            var output = await command.StandardOutput.ReadToEndAsync(ct);
            await command.WaitForExitAsync(ct);
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", output.Trim());
        }

        _process = Launch();
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        while (!await IsUpAsync(limit.Token))
        {
            if (_process.HasExited) throw new InvalidOperationException("The gateway stopped:\n" + string.Join('\n', _lines));
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }

        await SendAsync(HttpMethod.Put, "/api/configuration", document, ct);
    }

    private async Task<bool> IsUpAsync(CancellationToken ct)
    {
        try
        {
            using var response = await _http.GetAsync("/sante", ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Gateway, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        foreach (var name in new[] { "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS" }) start.Environment.Remove(name);
        start.Environment["Urls"] = Url.ToString().TrimEnd('/');
        start.Environment["Stockage__Type"] = "Sqlite";
        start.Environment["Stockage__Chemin"] = Database;
        // What it stored is read out of its file.
        start.Environment["Securite__ChiffrementDonnees"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
