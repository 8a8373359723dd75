using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Tests.Intake;

/// <summary>What intake hands over to the application: bounded, and never off for good.</summary>
public sealed class MessagesAtHandTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MessagesAtHand _atHand;

    public MessagesAtHandTests() => _atHand = new(_clock);

    [Fact]
    public void A_message_is_handed_over_once()
    {
        _atHand.Keep([Message(1)]);

        Assert.Equal(1, _atHand.Take(1)!.Id);
        Assert.Null(_atHand.Take(1));
    }

    [Fact]
    public void One_that_was_not_read_is_not_kept()
    {
        _atHand.Keep([new MessageEntrant { Id = 1, Corps = [1] }]);

        Assert.Null(_atHand.Take(1));
    }

    [Fact]
    public void What_another_node_applied_goes_by_itself()
    {
        _atHand.Keep([.. Enumerable.Range(1, 100).Select(n => Message(n))]);

        _clock.Advance(TimeSpan.FromMinutes(1));
        _atHand.Sweep();

        Assert.Equal(0, _atHand.Count);
    }

    [Fact]
    public void Full_it_lets_go_of_the_oldest_and_takes_the_newest()
    {
        _atHand.Keep([.. Enumerable.Range(1, 10_001).Select(n => Message(n))]);

        Assert.Equal(10_000, _atHand.Count);
        Assert.Null(_atHand.Take(1));
        Assert.NotNull(_atHand.Take(10_001));
    }

    [Fact]
    public void A_hundred_large_messages_do_not_fill_the_memory()
    {
        for (var n = 1; n <= 100; n++) _atHand.Keep([Message(n, 1024 * 1024)]);

        Assert.Equal(64, _atHand.Count);
        Assert.NotNull(_atHand.Take(100));
    }

    [Fact]
    public void What_was_taken_makes_room_and_the_same_again_counts_once()
    {
        for (var n = 1; n <= 64; n++) _atHand.Keep([Message(n, 1024 * 1024), Message(n, 1024 * 1024)]);
        Assert.Equal(64, _atHand.Count);

        Assert.NotNull(_atHand.Take(1));
        _atHand.Keep([Message(65, 1024 * 1024)]);
        Assert.Equal(64, _atHand.Count);
        Assert.NotNull(_atHand.Take(2));
    }

    [Fact]
    public void For_half_a_minute_it_is_there()
    {
        _atHand.Keep([Message(1)]);
        _clock.Advance(TimeSpan.FromSeconds(30));
        _atHand.Sweep();
        Assert.Equal(1, _atHand.Count);
        _clock.Advance(TimeSpan.FromTicks(1));
        _atHand.Sweep();
        Assert.Equal(0, _atHand.Count);
    }

    private static MessageEntrant Message(long id, int bytes = 10) => new() { Id = id, Corps = new byte[bytes], Lu = "read" };
}
