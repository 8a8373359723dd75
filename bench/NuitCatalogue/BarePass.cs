using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parcoursup.Gateway.NuitCatalogue;

/// <summary>What a night is measured against: the rows read as they are, then updated, in a process of its own, and nothing else.</summary>
internal static class BarePass
{
    /// <summary>First argument of the process.</summary>
    public const string Argument = "--bare";

    /// <returns>Without the start of the process.</returns>
    public static async Task<Measured> RunAsync(string engine, MeasuredDatabase storage)
    {
        var server = storage.ServerCpu();
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(BarePass).Assembly.Location, Argument, engine, storage.Connexion]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var told = (await process.StandardOutput.ReadToEndAsync()).Split(' ');
        await process.WaitForExitAsync();
        var (seconds, cpu) = (double.Parse(told[0], CultureInfo.InvariantCulture), double.Parse(told[1], CultureInfo.InvariantCulture));
        return new Measured(seconds, cpu, storage.ServerCpu() - server, 0);
    }

    /// <summary>The pass itself, in the process of <see cref="RunAsync"/>.</summary>
    public static async Task<string> RunHereAsync(string engine, string connexion)
    {
        await using DbConnection connection = engine == "sqlite" ? new SqliteConnection(connexion) : new NpgsqlConnection(connexion);
        await connection.OpenAsync();
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var select = connection.CreateCommand())
        {
            (select.Transaction, select.CommandText) = (transaction, "SELECT id, cle, presente, donnees, statut, parcoursup_id FROM catalogue_formation ORDER BY id");
            await using var reader = await select.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                _ = reader.GetInt64(0);
                _ = reader.GetString(1);
                _ = reader.GetString(3);
                _ = reader.GetInt32(4);
            }
        }

        await using (var update = connection.CreateCommand())
        {
            (update.Transaction, update.CommandText) = (transaction, "UPDATE catalogue_formation SET precedent = statut, statut_le = '2026-02-14'");
            update.CommandTimeout = 600;
            await update.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return FormattableString.Invariant($"{watch.Elapsed.TotalSeconds} {(Environment.CpuUsage.TotalTime - before).TotalSeconds}");
    }
}
