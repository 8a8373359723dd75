using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>A backup that is restored brings erased people back: the register says so, and erases them again (rule J5).</summary>
public sealed class RegistreTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task A_restored_backup_says_at_the_start_what_it_brought_back_and_the_register_erases_it_again()
    {
        var folder = TestFolder.Create("registre-");
        var (register, backup) = (Path.Combine(folder.FullName, "registre.jsonl"), Path.Combine(folder.FullName, "sauvegarde.db"));
        await StartAsync(openGate: false, $"--Conservation:Registre={register}");
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await Gateway.StopAsync();
        Copy(Storage.SqliteFile, backup);

        await Gateway.StartAsync();
        var service = Gateway.Services.GetRequiredService<ConservationService>();
        await service.EffacerAsync(new(null, 2026, 17, null), essai: false, "Camille", default);
        Assert.Empty(await Gateway.Services.GetRequiredService<Reapplication>().ManquantsAsync(default));
        Assert.DoesNotContain("000000017AA", await File.ReadAllTextAsync(register), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(register));
        await Gateway.StopAsync();

        Copy(backup, Storage.SqliteFile);
        await Gateway.StartAsync();
        Assert.NotNull(await GetAsync("candidats/2026/17"));
        var log = new LogLines(LogLevel.Warning);
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        await new RegistreVeille(Gateway.Services.GetRequiredService<Registre>(), logs.CreateLogger<RegistreVeille>()).StartAsync(default);
        Assert.Contains("gateway conservation reappliquer", Assert.Single(log.Seen), StringComparison.Ordinal);

        var again = Gateway.Services.GetRequiredService<Reapplication>();
        Assert.StartsWith("une personne de univ-alpes : ", Assert.Single(await again.ReappliquerAsync("Camille", default)).Texte, StringComparison.Ordinal);
        Assert.Equal([18], await Gateway.QueryAsync<int>("SELECT code_candidat FROM candidat"));
        Assert.Empty(await again.ManquantsAsync(default));
        await Gateway.StopAsync();
        folder.Delete(recursive: true);
    }

    // With the log of changes, where there still is one.
    private static void Copy(string from, string to)
    {
        foreach (var part in (string[])["", "-wal", "-shm"])
        {
            File.Delete(to + part);
            if (File.Exists(from + part)) File.Copy(from + part, to + part);
        }
    }
}
