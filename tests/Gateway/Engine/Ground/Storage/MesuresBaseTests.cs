using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Storage;

/// <summary>How long writing takes is measured of what writes, and of nothing else.</summary>
public abstract class MesuresBaseTests(PostgresServer postgres, DatabaseEngine engine)
{
    [Fact]
    public async Task A_trial_is_no_write_and_what_is_taken_back_is_told_apart()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, engine);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var told = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (one, who) => { if (one.Meter.Scope == meters) who.EnableMeasurementEvents(one); },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => told.Enqueue($"{tags[0].Value}"));
        listener.Start();
        Database database = storage.Connection is { } connection ? postgres.Open(connection)
            : new SqliteDatabase(new StorageOptions { Chemin = storage.SqliteFile }, SqliteCache.Disposable);
        database.Mesures = new MesuresBase(meters);

        await using (var trial = await database.EssayerAsync(default)) await trial.ScalarAsync<long>("SELECT COUNT(*) FROM parametre", null, default);
        Assert.Empty(told);
        await using (await database.WriteAsync(default)) { }
        await database.WriteAsync(session => session.ExecuteAsync("DELETE FROM parametre WHERE cle = 'rien'", null, default), default);

        Assert.Equal(["annulee", "validee"], told);
        if (database is SqliteDatabase) await ((IAsyncDisposable)database).DisposeAsync();
    }
}

public sealed class MesuresBaseOnSqlite(PostgresServer postgres) : MesuresBaseTests(postgres, DatabaseEngine.Sqlite);

public sealed class MesuresBaseOnPostgres(PostgresServer postgres) : MesuresBaseTests(postgres, DatabaseEngine.Postgres);
