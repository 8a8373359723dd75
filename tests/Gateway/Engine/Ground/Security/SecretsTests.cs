using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>What keeps secrets apart, without a gateway around it.</summary>
public sealed class SecretsTests
{
    [Fact]
    public void A_hash_has_a_salt_of_its_own_and_knows_its_password_only()
    {
        var (first, second) = (PasswordHash.Of("sésame"), PasswordHash.Of("sésame"));

        Assert.NotEqual(first, second);
        Assert.StartsWith($"{PasswordHash.Iterations}.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("sésame", first, StringComparison.Ordinal);
        Assert.True(PasswordHash.Verify("sésame", first));
        Assert.False(PasswordHash.Verify("Sésame", first));
        Assert.False(PasswordHash.Verify("", first));
    }

    [Fact]
    public void A_hash_of_fewer_iterations_still_verifies()
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var former = $"100000.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2("sésame", salt, 100_000, HashAlgorithmName.SHA256, 32))}";

        Assert.True(PasswordHash.Verify("sésame", former));
        Assert.False(PasswordHash.Verify("sesame", former));
    }

    /// <summary>The tests take fewer: seen in a copy of the engine that they have not touched.</summary>
    [Fact]
    public void A_process_without_tests_hashes_with_what_is_recommended()
    {
        var apart = new AssemblyLoadContext("untouched", isCollectible: true);
        try
        {
            var type = apart.LoadFromAssemblyPath(typeof(PasswordHash).Assembly.Location).GetType(typeof(PasswordHash).FullName!)!;
            var iterations = type.GetProperty(nameof(PasswordHash.Iterations), BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;

            Assert.NotSame(typeof(PasswordHash), type);
            Assert.Equal(600_000, PasswordHash.Recommended);
            Assert.Equal(PasswordHash.Recommended, iterations.GetValue(null));
        }
        finally
        {
            apart.Unload();
        }
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
}
