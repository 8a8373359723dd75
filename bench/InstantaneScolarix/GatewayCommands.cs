using System.Diagnostics;

namespace Parcoursup.Gateway.InstantaneScolarix;

/// <param name="Seconds">From its beginning to its publication, as the gateway itself notes them.</param>
/// <param name="PeakMemory">Working set of the process at most, MiB.</param>
internal sealed record MeasuredSnapshot(double Seconds, double PeakMemory, double Megabytes, string Message);

/// <summary>The gateway's commands, each the real program in a process of its own.</summary>
internal sealed class GatewayCommands : IAsyncDisposable
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Gateway/bin/Release/net10.0/gateway.dll"));

    private readonly IMeasuredStorage _storage;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("instantane-fichiers-");

    private GatewayCommands(IMeasuredStorage storage) => _storage = storage;

    public static async Task<GatewayCommands> PrepareAsync(IMeasuredStorage storage)
    {
        var gateway = new GatewayCommands(storage);
        var document = Path.Combine(gateway._folder.FullName, "configuration.json");
        await File.WriteAllTextAsync(document,
            $$"""
            {"campagnes":[{"session":2026,"debutAdmission":"2026-06-02","publicationResultatsBac":"2026-07-07"}],
             "etablissements":[{"code":"{{Population.Etablissement}}","libelle":"Mesure","uais":["0730013T"],"sis":"Scolarix","scolarix":{"dossier":"{{gateway._folder.FullName}}"} }]}
            """);
        await gateway.RunAsync("config", "import", document);
        return gateway;
    }

    public async Task<MeasuredSnapshot> SnapshotAsync()
    {
        var (message, peak) = await RunAsync("scolarix", "generer", Population.Etablissement);
        await using var connection = await _storage.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT commence_le, termine_le FROM scolarix_instantane ORDER BY id DESC LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var file = _folder.GetFiles("*.csv").OrderBy(f => f.Name, StringComparer.Ordinal).Last();
        return new MeasuredSnapshot((reader.GetDateTime(1) - reader.GetDateTime(0)).TotalSeconds, peak / 1048576.0, file.Length / 1e6, message.Trim());
    }

    private async Task<(string Output, long Peak)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in _storage.Settings) start.Environment[name] = value;
        start.Environment["Dossiers__Racines"] = _folder.FullName;
        (start.Environment["Horloge__Simulable"], start.Environment["Horloge__Depart"]) = ("true", "2026-07-08T12:00:00+02:00");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        var peak = 0L;
        while (!ended.IsCompleted)
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break;
            }

            await Task.WhenAny(ended, Task.Delay(50));
        }

        await ended;
        return process.ExitCode == 0 ? (await output, peak) : throw new InvalidOperationException($"gateway {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
