using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>Rule C8: what the beats of the nodes tell, minute by minute.</summary>
public sealed class BattementsTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);
    private PostgresDatabase _database = null!;
    private int _pulls;

    [Fact]
    public async Task While_one_of_two_nodes_beats_there_is_no_outage_and_when_none_does_there_is_one()
    {
        var (a, b) = (Node(), Node());
        Assert.Null(await BeatAsync(a, 0));
        Assert.Null(await BeatAsync(b, 5));
        Assert.Null(await BeatAsync(a, 10));
        for (var second = 15; second <= 65; second += 10) Assert.Null(await BeatAsync(b, second));
        Assert.Null(await BeatAsync(a, 70));
        Assert.Equal(0, _pulls);

        Assert.Equal(At(70), await BeatAsync(b, 115));
        Assert.Null(await BeatAsync(a, 116));
        Assert.Equal(1, _pulls);
    }

    [Fact]
    public async Task A_killed_node_that_was_the_only_one_is_known_by_its_silence()
    {
        Assert.Null(await BeatAsync(Node(), 0));
        var next = Node();

        // Whether another one lives will show within half a minute.
        for (var second = 8; second <= 28; second += 10) Assert.Null(await BeatAsync(next, second));
        Assert.Equal(At(0), await BeatAsync(next, 38));
        Assert.Null(await BeatAsync(next, 48));
        Assert.Equal(1, _pulls);
    }

    [Fact]
    public async Task A_node_that_joins_a_living_one_pulls_nothing()
    {
        var (a, b) = (Node(), Node());
        await BeatAsync(a, 0);
        for (var second = 4; second <= 64; second += 10)
        {
            Assert.Null(await BeatAsync(b, second));
            Assert.Null(await BeatAsync(a, second + 6));
        }

        Assert.Equal(0, _pulls);
    }

    [Fact]
    public async Task A_node_that_left_in_order_is_not_waited_for()
    {
        var first = Node();
        await BeatAsync(first, 0);
        await first.LeaveAsync(default);

        Assert.Equal(At(0), await BeatAsync(Node(), 3));
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        TypeHandlers.Register();
        // Without a gateway, whose own beats would speak too.
        _database = PostgresDatabase.Create(new StorageOptions { Type = StorageType.PostgreSql, Connexion = Storage.Connection! });
        await _database.ExecuteAsync("DELETE FROM battement", null, default);
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Battements Node() => new(_database, new NodeName(), _clock);

    private Task<DateTimeOffset?> BeatAsync(Battements node, int second)
    {
        _clock.SetUtcNow(At(second));
        return node.BeatAsync(_ =>
        {
            _pulls++;
            return Task.CompletedTask;
        }, default);
    }

    private static DateTimeOffset At(int second) => Noon.AddSeconds(second);
}
