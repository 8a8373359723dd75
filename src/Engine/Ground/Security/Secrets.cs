using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Secrets that must be read again (those that we send): encrypted by data protection, each for its place (rule J3), so that a sealed
/// one that is moved to another établissement, field or destination opens nothing there.
/// </summary>
public sealed class SecretProtector(IDataProtectionProvider provider)
{
    private const string Purpose = "Parcoursup.Gateway.Secrets";

    // Those without it were sealed by former versions, for no place: under another purpose, so that none passes for the other.
    private const string Placed = "p:";
    private const char EndOfPlace = '\0';

    private readonly IDataProtector _former = provider.CreateProtector(Purpose);
    private readonly IDataProtector _placed = provider.CreateProtector(Purpose, "place");

    public string Protect(string secret, params IReadOnlyList<string> place) =>
        Placed + _placed.Protect(TextOf(place) + EndOfPlace + secret);

    /// <summary>Null: it was sealed for another place.</summary>
    public string? Unprotect(string sealedSecret, params IReadOnlyList<string> place)
    {
        if (!sealedSecret.StartsWith(Placed, StringComparison.Ordinal)) return _former.Unprotect(sealedSecret);
        // Another master key is still an error: only what opens and is meant for elsewhere counts as nothing.
        var opened = _placed.Unprotect(sealedSecret[Placed.Length..]);
        var end = opened.IndexOf(EndOfPlace, StringComparison.Ordinal);
        return end >= 0 && opened[..end] == TextOf(place) ? opened[(end + 1)..] : null;
    }

    /// <summary>What a former version sealed, sealed for its place; others stay as they are.</summary>
    public string Place(string sealedSecret, params IReadOnlyList<string> place) =>
        sealedSecret.StartsWith(Placed, StringComparison.Ordinal) ? sealedSecret : Protect(_former.Unprotect(sealedSecret), place);

    // No name, address or login that is accepted has a line break.
    private static string TextOf(IReadOnlyList<string> place) => string.Join('\n', place);
}

/// <summary>Secrets that are only compared (those sent to us): PBKDF2 with a salt of their own.</summary>
internal static class PasswordHash
{
    /// <summary>OWASP's figure for PBKDF2 with SHA-256. A hash tells its own, so those made with fewer still verify.</summary>
    public const int Recommended = 600_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private static readonly string NobodysHash =
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes)) + "."
        + Convert.ToBase64String(RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Fewer in the tests alone, which save a document each: no setting leads here.</summary>
    internal static int Iterations { get; set; } = Recommended;

    /// <summary>A hash that no password has: verifying against it costs what a real one costs.</summary>
    public static string Nobody => $"{Iterations}.{NobodysHash}";

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, HashBytes);
        return $"{Iterations}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(hash)}";
    }

    public static bool Verify(string password, string stored)
    {
        var parts = stored.Split('.');
        var expected = Convert.FromBase64String(parts[2]);
        var actual = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(parts[1]), int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            HashAlgorithmName.SHA256, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}

/// <summary>Comparison in constant time of two secrets known in clear.</summary>
public static class ConstantTime
{
    public static bool Equal(string? left, string? right) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(left ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(right ?? "")))
        && left is not null && right is not null;
}
