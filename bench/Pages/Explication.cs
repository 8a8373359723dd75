using Npgsql;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.Pages;

/// <summary>What the server did for one page, by its own auto_explain: off while anything is measured.</summary>
internal sealed class Explication(PostgresCluster cluster)
{
    /// <summary>What the server is started with.</summary>
    public const string Reglages = "-c shared_preload_libraries=auto_explain -c auto_explain.log_min_duration=-1 -c auto_explain.log_analyze=on "
        + "-c auto_explain.log_buffers=on -c auto_explain.log_timing=off";

    private const int Longueur = 6000;

    /// <summary>The statements that took longer than so many milliseconds, with their plans.</summary>
    public async Task<string> DeAsync(Func<Task> ask, int milliseconds)
    {
        var from = new FileInfo(cluster.Log).Length;
        await SetAsync($"{milliseconds}ms");
        await ask();
        await SetAsync("-1");
        await using var log = new FileStream(cluster.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        var text = await reader.ReadToEndAsync();
        return text.Length > Longueur ? text[..Longueur] + "…" : text;
    }

    // The gateway's connections take it before their next statement.
    private async Task SetAsync(string value)
    {
        await using var connection = new NpgsqlConnection(cluster.Connexion + ";Pooling=false");
        await connection.OpenAsync();
        await using var set = new NpgsqlCommand($"ALTER SYSTEM SET auto_explain.log_min_duration = '{value}'", connection);
        await set.ExecuteNonQueryAsync();
        await using var reload = new NpgsqlCommand("SELECT pg_reload_conf()", connection);
        await reload.ExecuteNonQueryAsync();
        await Task.Delay(500);
    }
}
