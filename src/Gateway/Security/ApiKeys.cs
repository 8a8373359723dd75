using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Storage;

namespace Parcoursup.Gateway.Security;

/// <summary>Who calls the REST API.</summary>
/// <param name="Etablissement">Null for an administrator.</param>
internal sealed record ApiCaller(string Id, string Nom, string? Etablissement)
{
    public bool IsAdministrator => Etablissement is null;
}

/// <summary>
/// API keys: 256 random bits, shown once; only their SHA-256 is stored, which is enough for a secret that nobody chose.
/// </summary>
internal sealed class ApiKeys(Database database, TimeProvider time)
{
    private const string Prefix = "pg_";

    public async Task<(string Id, string Key)> CreateAsync(string nom, string? etablissement, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await database.ExecuteAsync(
            "INSERT INTO cle_api (id, nom, etablissement, empreinte, creee_le) VALUES (@id, @nom, @etablissement, @empreinte, @now)",
            new { id, nom, etablissement, empreinte = HashOf(key), now = time.GetUtcNow() }, ct);
        return (id, key);
    }

    /// <summary>The caller of a key, null when it is unknown or revoked. Looked up at each call, so revoking is immediate.</summary>
    public Task<ApiCaller?> FindAsync(string key, CancellationToken ct) =>
        database.FirstOrDefaultAsync<ApiCaller>(
            "SELECT id AS Id, nom AS Nom, etablissement AS Etablissement FROM cle_api WHERE empreinte = @empreinte", new { empreinte = HashOf(key) }, ct);

    public Task<IReadOnlyList<ApiKeyRow>> ListAsync(string etablissement, CancellationToken ct) =>
        database.QueryAsync<ApiKeyRow>("SELECT id, nom, creee_le FROM cle_api WHERE etablissement = @etablissement ORDER BY creee_le", new { etablissement }, ct);

    public async Task<bool> RevokeAsync(string etablissement, string id, CancellationToken ct) =>
        await database.ExecuteAsync("DELETE FROM cle_api WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct) == 1;

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>A key as it may be shown: never its value.</summary>
internal sealed class ApiKeyRow
{
    public string Id { get; init; } = "";
    public string Nom { get; init; } = "";
    public DateTimeOffset CreeeLe { get; init; }
}
