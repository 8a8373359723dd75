using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>What the gateway makes beside its database is for its own account, whatever the machine gives to new files.</summary>
public sealed class FichiersPrivesTests(PostgresServer postgres)
{
    [Fact]
    public async Task The_databases_their_logs_and_the_master_key_are_read_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var storage = await TestStorage.CreateEmptyAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(storage);

        var files = Directory.GetFiles(Path.GetDirectoryName(storage.SqliteFile)!);
        Assert.All((string[])["gateway.db", "gateway.db-wal", "quartz.db", "cle-maitresse"], name => Assert.Contains(files, file => Path.GetFileName(file) == name));
        foreach (var file in files)
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
