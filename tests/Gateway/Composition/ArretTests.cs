using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Composition;

/// <summary>Who stops a gateway and goes on (tests, the demo, a command) does not carry it along.</summary>
public abstract class ArretTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const int Lives = 4;

    [Fact]
    public async Task A_stopped_gateway_leaves_nothing_of_itself_in_memory()
    {
        var former = new List<WeakReference>();
        for (var life = 0; life < Lives; life++)
        {
            if (life == 0) await StartAsync();
            else await Gateway.StartAsync();
            await PushAsync(Voeu(100 + life));
            await AtRestAsync();
            using (var page = await Gateway.Http.GetAsync("/")) Assert.True(page.IsSuccessStatusCode);
            former.Add(new WeakReference(Gateway.Services));
            await Gateway.StopAsync();
        }

        // What still ends in the background may hold the last of them for a moment.
        var held = await Poll.UntilAsync(() => Task.FromResult(Held(former)), count => count == 0, pause: TimeSpan.FromMilliseconds(100));

        Assert.Equal(0, held);
    }

    private static int Held(List<WeakReference> former)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return former.Count(one => one.IsAlive);
    }
}

public sealed class ArretTestsOnSqlite(PostgresServer postgres) : ArretTests(postgres, DatabaseEngine.Sqlite);

public sealed class ArretTestsOnPostgres(PostgresServer postgres) : ArretTests(postgres, DatabaseEngine.Postgres);
