using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Tests.Ground.Security;

/// <summary>How many guesses each source may make, minute by minute (ADR 0008).</summary>
public sealed class GuessBudgetTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly GuessBudget _budget;

    public GuessBudgetTests() => _budget = new GuessBudget(_time);

    [Fact]
    public void Beyond_its_budget_a_source_waits_longer_and_longer_and_then_is_refused()
    {
        var delays = Attempts(20, "opi:a", "192.0.2.1");

        Assert.All(delays.Take(10), d => Assert.Equal(TimeSpan.Zero, d));
        Assert.Equal([6, 12], delays.Skip(10).TakeWhile(d => d is not null).Select(d => d!.Value.TotalSeconds));
        Assert.All(delays.Skip(12), d => Assert.Null(d));
    }

    [Fact]
    public void A_minute_later_it_has_what_a_minute_gives()
    {
        Attempts(20, "opi:a", "192.0.2.1");

        _time.Advance(TimeSpan.FromSeconds(72));

        Assert.Equal(10, Attempts(20, "opi:a", "192.0.2.1").Count(d => d == TimeSpan.Zero));
    }

    [Fact]
    public void An_attacker_with_many_addresses_has_no_more_guesses_a_minute_than_the_account_allows_strangers()
    {
        var granted = 0;
        for (var second = 0; second < 600; second++)
        {
            for (var i = 0; i < 50; i++)
                if (_budget.Reserve("opi:a", $"2001:db8:{second:x}:{i:x}::/64", known: false) is not null)
                    granted++;
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // 30 at once, 30 a minute for ten minutes, and those whose turn is still to come.
        Assert.InRange(granted, 300, 30 + 300 + 7);
    }

    [Fact]
    public void Strangers_do_not_use_up_the_budget_of_a_known_address_nor_of_another_account()
    {
        for (var i = 0; i < 1000; i++) _budget.Reserve("opi:a", $"203.0.113.{i}", known: false);

        Assert.Null(_budget.Reserve("opi:a", "192.0.2.7", known: false));
        Assert.Equal(TimeSpan.Zero, _budget.Reserve("opi:a", "192.0.2.7", known: true)!.Delay);
        Assert.Equal(TimeSpan.Zero, _budget.Reserve("opi:b", "192.0.2.7", known: false)!.Delay);
    }

    [Fact]
    public void What_was_right_costs_nothing()
    {
        for (var i = 0; i < 100; i++)
        {
            var place = _budget.Reserve("opi:a", "192.0.2.1", known: false)!;
            Assert.Equal(TimeSpan.Zero, place.Delay);
            place.GiveBack();
        }
    }

    [Fact]
    public void The_same_wrong_password_again_is_known_to_be_wrong_at_that_source_only()
    {
        _budget.Reserve("opi:a", "192.0.2.1", known: false)!.WasWrong(17);

        Assert.True(_budget.IsKnownWrong("opi:a", "192.0.2.1", 17));
        Assert.False(_budget.IsKnownWrong("opi:a", "192.0.2.1", 18));
        Assert.False(_budget.IsKnownWrong("opi:a", "192.0.2.2", 17));
        Assert.False(_budget.IsKnownWrong("opi:b", "192.0.2.1", 17));
    }

    [Fact]
    public void Each_of_the_last_wrong_ones_is_known_to_be_wrong()
    {
        for (UInt128 tag = 1; tag <= 9; tag++) _budget.Reserve("opi:a", "192.0.2.1", known: true)!.WasWrong(tag);

        Assert.False(_budget.IsKnownWrong("opi:a", "192.0.2.1", 1));
        for (UInt128 tag = 2; tag <= 9; tag++) Assert.True(_budget.IsKnownWrong("opi:a", "192.0.2.1", tag));
    }

    [Fact]
    public void A_known_address_may_try_twice_as_often_and_nobody_saves_up_what_he_did_not_use()
    {
        Attempts(1, "opi:a", "192.0.2.1", known: true);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(20, Attempts(40, "opi:a", "192.0.2.1", known: true).Count(d => d == TimeSpan.Zero));
    }

    [Fact]
    public void Memory_is_bounded_whatever_the_number_of_addresses()
    {
        for (var i = 0; i < 60_000; i++) _budget.CountFailure("api", i.ToString(CultureInfo.InvariantCulture));
        Assert.InRange(_budget.Count, 1, GuessBudget.LargestTable + 1);

        for (var i = 0; i < 10_000; i++) _budget.Reserve("opi:a", i.ToString(CultureInfo.InvariantCulture), known: false);
        Assert.InRange(_budget.Count, 1, GuessBudget.LargestTable + 4);

        _time.Advance(TimeSpan.FromMinutes(2));
        _budget.CountFailure("api", "encore");
        Assert.Equal(1, _budget.Count);
    }

    [Fact]
    public void A_failure_that_costs_nothing_is_refused_beyond_ten_without_waiting()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_budget.CountFailure("api", "192.0.2.1")));
        Assert.False(_budget.CountFailure("api", "192.0.2.1"));
        Assert.True(_budget.CountFailure("api", "192.0.2.2"));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::ffff", "2001:db8:1:2::/64")]
    public void An_IPv6_network_is_one_source(string address, string source) => Assert.Equal(source, CallerAddress.SourceOf(IPAddress.Parse(address)));

    private List<TimeSpan?> Attempts(int count, string account, string source, bool known = false) =>
        [.. Enumerable.Range(0, count).Select(_ => _budget.Reserve(account, source, known)?.Delay)];
}
