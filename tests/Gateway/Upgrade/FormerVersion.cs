using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Upgrade;

/// <summary>
/// What the former version left behind: its database after a small campaign of three établissements, and what it answered
/// then. Recorded by the former program itself; see the folder's LISEZMOI.md.
/// </summary>
internal static class FormerVersion
{
    // Where the former program exchanged files when it was recorded: stored in the database, told in the answers.
    private const string FormerFolder = "/tmp/parcoursup-demo-hoTPey";

    // When it was recorded: business time goes on from there, or the plans of the days since would be due at once.
    private static readonly DateTimeOffset Recorded = new(2026, 11, 28, 16, 37, 5, TimeSpan.Zero);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "VersionAnterieure");

    /// <summary>Path → answer, as the former version would have given it had its folders lain here.</summary>
    public static JsonObject Answers(TestStorage storage) => Read("reponses.json", text => text.Replace(FormerFolder, FolderOf(storage), StringComparison.Ordinal));

    /// <summary>Table → number of rows.</summary>
    public static JsonObject Rows => Read("lignes.json");

    /// <summary>The accounts of the demonstration, and where each is asked for.</summary>
    public static JsonArray Accounts => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "comptes.json")))!.AsArray();

    public static string MasterKey => File.ReadAllText(Path.Combine(Folder, "cle-maitresse")).Trim();

    /// <summary>
    /// Puts the database in place, with folders of this machine; gives the settings that open it. The time between both
    /// versions is made no outage: it is one, and rule C8 would ask for a pull that has nothing to do with the upgrade.
    /// </summary>
    public static async Task<string[]> RestoreAsync(TestStorage storage, PostgresServer server)
    {
        if (storage.Connection is null) await UnpackAsync("gateway.db.gz", storage.SqliteFile);
        else await server.RestoreAsync(storage.Connection, file => UnpackAsync("gateway.sql.gz", file));
        await using (DbConnection connection = storage.Connection is { } connectionString
            ? new NpgsqlConnection(connectionString) : new SqliteConnection($"Data Source={storage.SqliteFile};Pooling=False"))
            await AdaptAsync(connection, FolderOf(storage));
        return [$"--Securite:CleMaitresse={MasterKey}"];
    }

    private static async Task AdaptAsync(DbConnection connection, string folder)
    {
        foreach (var name in (string[])["instantanes", "retour"]) Directory.CreateDirectory(Path.Combine(folder, "scolarix", name));
        var here = new { FormerFolder, folder };
        Assert.Equal(1, await connection.ExecuteAsync("DELETE FROM parametre WHERE cle = 'battement'"));
        var offset = long.Parse(await connection.ExecuteScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = 'horloge.decalage'") ?? "", CultureInfo.InvariantCulture)
            + (Recorded - TimeProvider.System.GetUtcNow()).Ticks;
        await connection.ExecuteAsync("UPDATE parametre SET valeur = @valeur WHERE cle = 'horloge.decalage'", new { valeur = offset.ToString(CultureInfo.InvariantCulture) });
        Assert.Equal(3, await connection.ExecuteAsync("UPDATE etablissement SET document = REPLACE(document, @FormerFolder, @folder)", here));
        Assert.NotEqual(0, await connection.ExecuteAsync("UPDATE scolarix_instantane SET dossier = REPLACE(dossier, @FormerFolder, @folder)", here));
    }

    /// <summary>Removes the folders that <see cref="RestoreAsync"/> has made.</summary>
    public static void Forget(TestStorage storage)
    {
        if (Directory.Exists(FolderOf(storage))) Directory.Delete(FolderOf(storage), recursive: true);
    }

    // Apart from the database, as folders of an exchange have to be.
    private static string FolderOf(TestStorage storage) =>
        Path.Combine(Path.GetTempPath(), Path.GetFileName(Path.GetDirectoryName(storage.SqliteFile)!) + "-echanges").Replace('\\', '/');

    private static async Task UnpackAsync(string name, string to)
    {
        await using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, name)), CompressionMode.Decompress);
        await using var file = File.Create(to);
        await packed.CopyToAsync(file);
    }

    private static JsonObject Read(string name, Func<string, string>? change = null)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        return JsonNode.Parse(change?.Invoke(text) ?? text)!.AsObject();
    }
}
