using System.Globalization;
using System.Reflection;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>An assembly that carries numbered scripts under <c>Migrations/Sqlite</c> and <c>Migrations/Postgres</c>.</summary>
public sealed record MigrationSource(Assembly Assembly);

/// <summary>
/// Applies the numbered scripts of the engine and of every module that the database has not seen, in order, under a lock.
/// A script that was applied is never changed: the next one mends it (rule I3: expand first, contract a release later).
/// </summary>
public sealed class Migrator(Database database, IEnumerable<MigrationSource> sources)
{
    /// <exception cref="InvalidOperationException">Two scripts have one number.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        var scripts = sources.Select(s => s.Assembly).Distinct().SelectMany(a => ScriptsOf(a, database.Engine)).OrderBy(s => s.Number)
            .ToList();
        if (scripts.GroupBy(s => s.Number).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidOperationException(
                $"Two migrations have the number {twice.Key}: {string.Join(" and ", twice.Select(s => s.Name))}.");

        await using var session = await database.WriteAsync(ct);
        await database.LockAsync(session, "migrations", ct);
        // Asked for first: who may only read and write rows may not even say "if not exists".
        if (!await database.HasTableAsync(session, "migration", ct))
            await session.ExecuteAsync("CREATE TABLE migration (numero INTEGER PRIMARY KEY, nom TEXT NOT NULL)", null, ct);
        // By each number, not by the highest: branches of development are merged in any order.
        var done = await session.QueryAsync<int>("SELECT numero FROM migration", null, ct);
        foreach (var (number, name, script) in scripts.Where(s => !done.Contains(s.Number)))
        {
            await session.ExecuteAsync(script, null, ct);
            await session.ExecuteAsync("INSERT INTO migration (numero, nom) VALUES (@number, @name)", new { number, name }, ct);
        }

        await session.CommitAsync(ct);
    }

    private static IEnumerable<(int Number, string Name, string Script)> ScriptsOf(Assembly assembly, string engine)
    {
        var marker = $".Migrations.{engine}.";
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var at = resource.IndexOf(marker, StringComparison.Ordinal);
            if (at < 0) continue;
            var name = resource[(at + marker.Length)..];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
        }
    }
}
