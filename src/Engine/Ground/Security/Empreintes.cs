using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Fingerprints of erased persons (rule J5): equal for equal texts, and of no use to find whose they are without the master key. Their key
/// is drawn once, sealed like every secret, and goes with the database and its backups; so it outlives a change of the master key.
/// </summary>
public sealed class Empreintes(Database database, SecretProtector protector)
{
    private const string Name = "conservation.empreintes";
    private const int KeyBytes = 32;

    private byte[]? _key;

    /// <summary>Read, or drawn, before anything is erased: a backup from before the first erasure must know it too.</summary>
    public async Task ChargerAsync(CancellationToken ct)
    {
        var stored = await database.ScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = @Name", new { Name }, ct)
            ?? await database.GarderAsync(
                Name, protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)), Name), ct);
        _key = Convert.FromBase64String(protector.Unprotect(stored, Name)
            ?? throw new InvalidDataException($"The sealed value of {Name} was moved."));
    }

    public string De(string texte) => Convert.ToHexStringLower(HMACSHA256.HashData(
        _key ?? throw new InvalidOperationException("The key of fingerprints was not loaded."), Encoding.UTF8.GetBytes(texte)));
}
