using System.Diagnostics;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Cli;

/// <summary>The script of the package that saves the database while the gateway runs, and puts it back.</summary>
public abstract class SauvegardeTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly string Script = Path.Combine(Depot.Root, "packaging", "deb", "parcoursup-gateway-sauvegarde");

    private string Folder => Path.GetDirectoryName(Storage.SqliteFile)!;

    [Fact]
    public async Task What_is_saved_under_way_is_what_a_restored_gateway_has_and_what_was_there_is_kept()
    {
        await StartAsync();
        await PushAndRestAsync(TestDocument.Voeu(17));
        var saved = (await Api.GetAsync("/api/configuration"))!.ToJsonString();

        var backup = await SaveAsync();
        Etab.Formations.RemoveAt(0);
        await Etab.SaveAsync(Gateway);
        Assert.NotEqual(saved, (await Api.GetAsync("/api/configuration"))!.ToJsonString());
        await Gateway.StopAsync();
        await Storage.CloseAsync();
        var (code, told) = await RunAsync("restaurer", backup);
        Assert.True(code == 0, told);
        await Gateway.StartAsync();

        Assert.Equal(saved, (await Api.GetAsync("/api/configuration"))!.ToJsonString());
        // Sealed values can be read again, by the master key that stayed where it was.
        Assert.True((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
        Assert.NotEmpty(Directory.GetFiles(Folder, "*avant-*", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
    }

    [Fact]
    public async Task A_database_in_use_and_a_file_that_is_no_backup_change_nothing()
    {
        await StartAsync();
        var backup = await SaveAsync();

        var (busy, told) = await RunAsync("restaurer", backup);
        Assert.Equal(2, busy);
        Assert.Contains("arrêter d'abord", told, StringComparison.Ordinal);

        var other = Path.Combine(Folder, "autre.txt");
        await File.WriteAllTextAsync(other, "rien");
        Assert.Equal(2, (await RunAsync("restaurer", other)).Code);
        Assert.Equal(2, (await RunAsync("restaurer", other + ".absent")).Code);
        Assert.Equal(2, (await RunAsync("effacer", backup)).Code);
        Assert.True((await GetAsync("connecteur"))!["ouvert"]!.GetValue<bool>());
    }

    private async Task<string> SaveAsync()
    {
        var (code, told) = await RunAsync("creer", Path.Combine(Folder, "sauvegardes"));
        Assert.True(code == 0, told);
        Assert.Contains("La clé maîtresse n'y est pas", told, StringComparison.Ordinal);
        return told.TrimEnd().Split('\n')[^1];
    }

    private async Task<(int Code, string Told)> RunAsync(string command, string file)
    {
        var start = new ProcessStartInfo(Script, [command, file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in GatewayProcess.Environment(Storage)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await error + await output);
    }
}

public sealed class SauvegardeTestsOnSqlite(PostgresServer postgres) : SauvegardeTests(postgres, DatabaseEngine.Sqlite);

public sealed class SauvegardeTestsOnPostgres(PostgresServer postgres) : SauvegardeTests(postgres, DatabaseEngine.Postgres);
