using System.Diagnostics;

namespace Parcoursup.Gateway.InstantaneScolarix;

/// <summary>What a snapshot is measured against: the columns that it reads, the lines written to a file, and nothing else.</summary>
internal static class BareExport
{
    /// <returns>Seconds.</returns>
    public static async Task<double> RunAsync(IMeasuredStorage storage)
    {
        var path = Path.GetTempFileName();
        try
        {
            await using var connection = await storage.OpenAsync();
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
