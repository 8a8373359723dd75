using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;

/// <summary>
/// Proves that a push comes from our own test of the reverse way. The établissement's push password is only known as
/// a hash, so the self-call carries this instead: short-lived, for one établissement, and good for nothing else.
/// Data protection makes it valid on every node.
/// </summary>
internal sealed class ReverseTestToken(IDataProtectionProvider provider, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly IDataProtector _protector = provider.CreateProtector("Parcoursup.Gateway.ReverseTest");

    public string Create(string etablissement) =>
        _protector.Protect($"{time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}|{etablissement}");

    public bool IsValid(string? token, string etablissement)
    {
        if (string.IsNullOrEmpty(token)) return false;
        try
        {
            var parts = _protector.Unprotect(token).Split('|', 2);
            var created = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            return parts[1] == etablissement && time.GetUtcNow() - created < Lifetime;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
