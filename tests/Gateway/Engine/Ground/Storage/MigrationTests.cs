using System.Reflection;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>The two dialects of the migrations describe the same database.</summary>
public sealed class MigrationTests(PostgresServer postgres)
{
    private const string Sqlite =
        "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'";

    private const string Postgres =
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'qrtz%'";

    [Fact]
    public async Task Both_have_the_same_tables_and_columns()
    {
        var sqlite = await ReadAsync(DatabaseEngine.Sqlite, Sqlite);
        var server = await ReadAsync(DatabaseEngine.Postgres, Postgres);

        Assert.Contains("livraison.empreinte", sqlite);
        Assert.Equal(sqlite, server);
    }

    [Fact]
    public async Task Both_have_the_same_indexes()
    {
        var sqlite = await ReadAsync(DatabaseEngine.Sqlite, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        var server = await ReadAsync(DatabaseEngine.Postgres,
            "SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace LEFT JOIN pg_constraint k ON k.conindid = i.oid WHERE n.nspname = 'public' AND k.oid IS NULL AND i.relname NOT LIKE '%qrtz%'");

        Assert.Contains("livraison_due", sqlite);
        // What a subject begins with: the LIKE of SQLite takes no index.
        Assert.Contains("livraison_sujet", server);
        Assert.Equal(sqlite, server.Where(name => name != "livraison_sujet"));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Migrating_again_changes_nothing(DatabaseEngine engine)
    {
        await using var storage = await TestStorage.CreateEmptyAsync(postgres, engine);
        await using var gateway = await GatewayInstance.StartAsync(storage);
        var migrator = gateway.Services.GetRequiredService<Migrator>();
        var database = gateway.Services.GetRequiredService<Database>();
        var before = await database.QueryAsync<string>("SELECT nom FROM migration ORDER BY numero", null, default);

        await migrator.MigrateAsync(default);

        var sources = gateway.Services.GetServices<MigrationSource>().Select(s => s.Assembly).Distinct().ToList();
        Assert.True(sources.Count > 1, "modules bring scripts too");
        Assert.Equal(sources.SelectMany(a => a.GetManifestResourceNames()).Count(n => n.Contains($".Migrations.{database.Engine}.", StringComparison.Ordinal)), before.Count);
        Assert.Equal(before, await database.QueryAsync<string>("SELECT nom FROM migration ORDER BY numero", null, default));
    }

    /// <summary>Modules are written apart: whoever takes a number that is taken learns at once from whom.</summary>
    [Fact]
    public async Task Two_scripts_of_one_number_are_an_error_that_names_both()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(storage);
        var database = gateway.Services.GetRequiredService<Database>();
        var migrator = new Migrator(database, [
            .. gateway.Services.GetServices<MigrationSource>(),
            new(new ScriptsOf("A.Migrations.Sqlite.0998_seule.sql", "A.Migrations.Sqlite.0999_premiere.sql", "A.Migrations.Postgres.0998_seule.sql")),
            new(new ScriptsOf("B.Migrations.Sqlite.0999_seconde.sql")),
        ]);

        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => migrator.MigrateAsync(default));

        Assert.Contains("0999_premiere.sql", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("0999_seconde.sql", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(await database.QueryAsync<string>("SELECT nom FROM migration WHERE numero > 900", null, default));
    }

    private async Task<IReadOnlyList<string>> ReadAsync(DatabaseEngine engine, string query)
    {
        await using var storage = await TestStorage.CreateEmptyAsync(postgres, engine);
        await using var gateway = await GatewayInstance.StartAsync(storage);
        await using var connection = await gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        return [.. (await connection.QueryAsync<string>(query)).Order(StringComparer.Ordinal)];
    }

    /// <summary>An assembly of a module that carries nothing but scripts.</summary>
    private sealed class ScriptsOf(params string[] names) : Assembly
    {
        public override string[] GetManifestResourceNames() => names;

        public override Stream GetManifestResourceStream(string name) => new MemoryStream(Encoding.UTF8.GetBytes("SELECT 1"));
    }
}
