using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>What becomes of a section's secrets: they are taken in, stored, used and given out in different forms.</summary>
public interface ISecretForm
{
    /// <summary>A secret that we send, stored encrypted.</summary>
    /// <param name="stored">What is stored of it.</param>
    string? Sent(string? secret, string? stored);

    /// <summary>A password that is sent to us, stored as a hash.</summary>
    /// <param name="account">Tells it from the other passwords of the établissement.</param>
    /// <param name="stored">What is stored of it.</param>
    string? Received(string account, string? secret, string? stored);
}

/// <summary>What was given is encrypted or hashed; what was not stays as it was stored.</summary>
internal sealed class SealedForm(SecretProtector protector, PreparedHashes hashes, string code) : ISecretForm
{
    public string? Sent(string? secret, string? stored) => string.IsNullOrEmpty(secret) ? stored : protector.Protect(secret);

    public string? Received(string account, string? secret, string? stored) => hashes.Of(code, account, secret) ?? stored;
}

/// <summary>In clear where we send it; of what is sent to us there is but the hash.</summary>
internal sealed class OpenForm(SecretProtector protector) : ISecretForm
{
    public string? Sent(string? secret, string? stored) => string.IsNullOrEmpty(secret) ? null : protector.Unprotect(secret);

    public string? Received(string account, string? secret, string? stored) => secret;
}

/// <summary>No secret in any form.</summary>
internal sealed class RedactedForm : ISecretForm
{
    public string? Sent(string? secret, string? stored) => null;

    public string? Received(string account, string? secret, string? stored) => null;
}

/// <summary>Hashes the passwords that were given, so that the hashes are at hand later.</summary>
internal sealed class PreparingForm(PreparedHashes hashes, string code) : ISecretForm
{
    public string? Sent(string? secret, string? stored) => secret;

    public string? Received(string account, string? secret, string? stored) => hashes.Of(code, account, secret);
}
