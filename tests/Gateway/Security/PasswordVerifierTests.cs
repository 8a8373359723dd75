using Parcoursup.Gateway.Security;

namespace Parcoursup.Gateway.Gateway.Tests.Security;

/// <summary>What keeps secrets and guesses apart, without a gateway around it.</summary>
public sealed class PasswordVerifierTests
{
    private readonly Stopwatch _time = new();

    [Fact]
    public void A_hash_has_a_salt_of_its_own_and_knows_its_password_only()
    {
        var (first, second) = (PasswordHash.Of("sésame"), PasswordHash.Of("sésame"));

        Assert.NotEqual(first, second);
        Assert.DoesNotContain("sésame", first, StringComparison.Ordinal);
        Assert.True(PasswordHash.Verify("sésame", first));
        Assert.False(PasswordHash.Verify("Sésame", first));
        Assert.False(PasswordHash.Verify("", first));
    }

    [Fact]
    public void A_remembered_password_counts_for_its_own_hash_only()
    {
        var verifier = new PasswordVerifier(_time);
        var (first, second) = (PasswordHash.Of("un"), PasswordHash.Of("deux"));
        Assert.True(verifier.Verify("un", first));
        Assert.True(verifier.Verify("un", first));

        Assert.False(verifier.Verify("un", second));
        Assert.False(verifier.Verify("deux", first));
        Assert.False(verifier.Verify("un", null));
        Assert.False(verifier.Verify(null, first));
        Assert.False(verifier.Verify(null, null));
    }

    [Fact]
    public void The_throttle_blocks_one_account_at_one_address_for_a_minute()
    {
        var throttle = new FailureThrottle(_time);
        for (var i = 0; i < 10; i++) throttle.Failed("push", "192.0.2.1");

        Assert.True(throttle.IsBlocked("push", "192.0.2.1"));
        Assert.False(throttle.IsBlocked("push", "192.0.2.2"));
        Assert.False(throttle.IsBlocked("autre", "192.0.2.1"));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.False(throttle.IsBlocked("push", "192.0.2.1"));
        throttle.Failed("push", "192.0.2.1");
        Assert.False(throttle.IsBlocked("push", "192.0.2.1"));
    }

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "ab", false)]
    [InlineData(null, null, false)]
    [InlineData("", null, false)]
    [InlineData("", "", true)]
    public void Constant_time_comparison_takes_nothing_for_no_secret(string? left, string? right, bool equal) =>
        Assert.Equal(equal, ConstantTime.Equal(left, right));

    private sealed class Stopwatch : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
