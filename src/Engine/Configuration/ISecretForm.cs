using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>What becomes of a section's secrets: they are taken in, stored, used and given out in different forms.</summary>
public interface ISecretForm
{
    /// <summary>A secret that we send, stored encrypted.</summary>
    /// <param name="place">The field that it stands in, and where it goes.</param>
    /// <param name="stored">What is stored of it.</param>
    string? Sent(SecretPlace place, string? secret, string? stored);

    /// <summary>A password that is sent to us, stored as a hash.</summary>
    /// <param name="account">Tells it from the other passwords of the établissement.</param>
    /// <param name="stored">What is stored of it.</param>
    string? Received(string account, string? secret, string? stored);
}

/// <summary>What a secret is sealed for, beside its établissement (rule J3).</summary>
/// <param name="Champ">The field, from the établissement on.</param>
/// <param name="Vers">Scheme, host and port.</param>
/// <param name="Login">As whom.</param>
public sealed record SecretPlace(string Champ, string Vers, string? Login)
{
    /// <summary>As the words that it is sealed with.</summary>
    public IReadOnlyList<string> In(string etablissement) => [etablissement, Champ, Vers, Login ?? ""];
}

/// <summary>What was given is encrypted or hashed; what was not stays as it was stored.</summary>
internal sealed class SealedForm(SecretProtector protector, PreparedHashes hashes, string code) : ISecretForm
{
    public string? Sent(SecretPlace place, string? secret, string? stored) =>
        !string.IsNullOrEmpty(secret) ? protector.Protect(secret, place.In(code))
        : stored is null ? null : protector.Place(stored, place.In(code));

    public string? Received(string account, string? secret, string? stored) => hashes.Of(code, account, secret) ?? stored;
}

/// <summary>In clear where we send it; of what is sent to us there is but the hash.</summary>
internal sealed class OpenForm(SecretProtector protector, string code) : ISecretForm
{
    public string? Sent(SecretPlace place, string? secret, string? stored) =>
        string.IsNullOrEmpty(secret) ? null : protector.Unprotect(secret, place.In(code));

    public string? Received(string account, string? secret, string? stored) => secret;
}

/// <summary>No secret in any form.</summary>
internal sealed class RedactedForm : ISecretForm
{
    public string? Sent(SecretPlace place, string? secret, string? stored) => null;

    public string? Received(string account, string? secret, string? stored) => null;
}

/// <summary>Hashes the passwords that were given, so that the hashes are at hand later.</summary>
internal sealed class PreparingForm(PreparedHashes hashes, string code) : ISecretForm
{
    public string? Sent(SecretPlace place, string? secret, string? stored) => secret;

    public string? Received(string account, string? secret, string? stored) => hashes.Of(code, account, secret);
}
