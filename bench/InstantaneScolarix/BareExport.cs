using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parcoursup.Gateway.InstantaneScolarix;

/// <summary>
/// What a snapshot is measured against: the columns that it reads, the lines written to a file, and nothing else. Like the
/// gateway's command it has a process of its own, so that neither of the two runs code that is warm.
/// </summary>
internal static class BareExport
{
    /// <summary>First argument of the process.</summary>
    public const string Argument = "--bare";

    /// <returns>Seconds, without the start of the process.</returns>
    public static async Task<double> RunAsync(IMeasuredStorage storage)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(BareExport).Assembly.Location, Argument, storage is SqliteStorage ? "sqlite" : "postgres", storage.Connexion]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var seconds = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(seconds, CultureInfo.InvariantCulture);
    }

    /// <summary>The export itself, in the process of <see cref="RunAsync"/>.</summary>
    public static async Task<double> ExportAsync(string engine, string connexion)
    {
        var path = Path.GetTempFileName();
        try
        {
            await using DbConnection connection = engine == "sqlite" ? new SqliteConnection(connexion) : new NpgsqlConnection(connexion);
            await connection.OpenAsync();
            var watch = Stopwatch.StartNew();
            await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT code_candidat, raison, empreinte, ligne FROM scolarix_population WHERE etablissement = '{Population.Etablissement}' AND session = {Population.Session}";
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    _ = reader.GetInt32(0);
                    _ = reader.GetString(1);
                    if (reader.IsDBNull(3)) continue;
                    _ = reader.GetFieldValue<byte[]>(2);
                    file.Write(reader.GetFieldValue<byte[]>(3));
                }

                file.Flush(flushToDisk: true);
            }

            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
