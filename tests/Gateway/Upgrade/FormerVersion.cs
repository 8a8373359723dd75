using System.IO.Compression;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Upgrade;

/// <summary>
/// What the former version left behind: its database after a small campaign of three établissements, and what it answered
/// then. Recorded by the former program itself; see the folder's LISEZMOI.md.
/// </summary>
internal static class FormerVersion
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "VersionAnterieure");

    /// <summary>Path → answer.</summary>
    public static JsonObject Answers => Read("reponses.json");

    /// <summary>Table → number of rows.</summary>
    public static JsonObject Rows => Read("lignes.json");

    /// <summary>The accounts of the demonstration, and where each is asked for.</summary>
    public static JsonArray Accounts => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "comptes.json")))!.AsArray();

    public static string MasterKey => File.ReadAllText(Path.Combine(Folder, "cle-maitresse")).Trim();

    /// <summary>Puts the database in place; gives the settings that open it.</summary>
    public static async Task<string[]> RestoreAsync(TestStorage storage, PostgresServer server)
    {
        if (storage.Connection is null) await UnpackAsync("gateway.db.gz", storage.SqliteFile);
        else await server.RestoreAsync(storage.Connection, file => UnpackAsync("gateway.sql.gz", file));
        return [$"--Securite:CleMaitresse={MasterKey}"];
    }

    private static async Task UnpackAsync(string name, string to)
    {
        await using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, name)), CompressionMode.Decompress);
        await using var file = File.Create(to);
        await packed.CopyToAsync(file);
    }

    private static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!.AsObject();
}
