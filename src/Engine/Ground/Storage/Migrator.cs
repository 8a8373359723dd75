using System.Reflection;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Applies the numbered scripts of <c>Storage/Migrations</c> that the database has not seen, in order, under a lock.
/// A script that was applied is never changed: the next one mends it (rule I3: expand first, contract a release later).
/// </summary>
internal sealed class Migrator(Database database)
{
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockAsync(session, "migrations", ct);
        await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS migration (numero INTEGER PRIMARY KEY, nom TEXT NOT NULL)", null, ct);
        // By each number, not by the highest: branches of development are merged in any order.
        var done = await session.QueryAsync<int>("SELECT numero FROM migration", null, ct);
        foreach (var (number, name, script) in Scripts(database.Engine).Where(s => !done.Contains(s.Number)).OrderBy(s => s.Number))
        {
            await session.ExecuteAsync(script, null, ct);
            await session.ExecuteAsync("INSERT INTO migration (numero, nom) VALUES (@number, @name)", new { number, name }, ct);
        }

        await session.CommitAsync(ct);
    }

    private static IEnumerable<(int Number, string Name, string Script)> Scripts(string engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var marker = $".Migrations.{engine}.";
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var at = resource.IndexOf(marker, StringComparison.Ordinal);
            if (at < 0) continue;
            var name = resource[(at + marker.Length)..];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}
