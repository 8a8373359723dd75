using System.Diagnostics;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Service;

/// <summary>The example of the guide really runs, with the SOAP library that it names.</summary>
public sealed class ExampleJobTests(PostgresServer postgres) : ServiceApogeeTest(postgres, DatabaseEngine.Sqlite)
{
    private const string Python = "/usr/bin/python3";
    private const string Install = "Debian's python3 with zeep is missing; install it with: apt-get install -y python3-zeep";

    [Fact]
    public async Task The_example_job_fetches_writes_acknowledges_and_confirms()
    {
        await StartServiceAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 5).Select(code => Voeu(code))]);
        var folder = Directory.CreateTempSubdirectory("traitement-");
        try
        {
            var (code, output) = await RunAsync(folder.FullName, "mdp-traitement");

            Assert.True(code == 0, output);
            Assert.Equal("5 prises, 0 refusées, 0 en échec ; 5 vérifiées, 0 partielles.", output.Trim());
            Assert.Equal(5, folder.GetFiles("*.json").Length);
            Assert.Equal(5, (await AtRestAsync())["opi"]!["verification"]!["verifiees"]!.GetValue<int>());

            // Wishes that are lost behind its back are noticed at its next run.
            var file = Path.Combine(folder.FullName, "101.json");
            await File.WriteAllTextAsync(file, """{"voeux":{"item":[]}}""");
            (code, output) = await RunAsync(folder.FullName, "mdp-traitement");
            Assert.Equal(1, code);
            Assert.Contains("4 vérifiées, 1 partielles", output, StringComparison.Ordinal);
            Assert.Contains("101 : OPI partiellement appliquée", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<(int Code, string Output)> RunAsync(string folder, string password)
    {
        Assert.True(File.Exists(Python), Install);
        var start = new ProcessStartInfo(Python, [Script(), "--url", new Uri(Gateway.Url, TraitementCalls.JobPath).ToString(), "--login", "traitement", "--dossier", folder, "--taille", "2"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["TRAITEMENT_MDP"] = password;
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        start.Environment["NO_PROXY"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Poll.Patience);
        Assert.False((await error).Contains("No module named 'zeep'", StringComparison.Ordinal), Install);
        return (process.ExitCode, await output + await error);
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Parcoursup.Gateway.slnx")))
                return Path.Combine(folder.FullName, "docs", "guide", "exemples", "traitement_opi.py");
        throw new FileNotFoundException("The repository's root was not found above the tests.");
    }
}
