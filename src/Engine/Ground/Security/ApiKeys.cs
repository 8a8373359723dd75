using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Who calls the REST API.</summary>
/// <param name="Etablissement">Null for an administrator.</param>
public sealed record ApiCaller(string Id, string Nom, string? Etablissement)
{
    public bool IsAdministrator => Etablissement is null;
}

/// <summary>
/// API keys: 256 random bits, shown once; only their SHA-256 is stored, which is enough for a secret that nobody chose.
/// </summary>
public sealed class ApiKeys(Database database, TimeProvider time)
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
    public Task<ApiCaller?> FindAsync(string key, CancellationToken ct) => !HasShape(key) ? Task.FromResult<ApiCaller?>(null)
        : database.FirstOrDefaultAsync<ApiCaller>(
            "SELECT id AS Id, nom AS Nom, etablissement AS Etablissement FROM cle_api WHERE empreinte = @empreinte",
            new { empreinte = HashOf(key) }, ct);

    /// <param name="etablissement">Null: the administrators' keys.</param>
    public Task<IReadOnlyList<ApiKeyRow>> ListAsync(string? etablissement, CancellationToken ct) =>
        database.QueryAsync<ApiKeyRow>(
            $"SELECT id, nom, creee_le FROM cle_api WHERE {Of(etablissement)} ORDER BY creee_le", new { etablissement }, ct);

    public async Task<bool> RevokeAsync(string etablissement, string id, CancellationToken ct) =>
        await database.ExecuteAsync(
            "DELETE FROM cle_api WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct) == 1;

    /// <summary>Revokes an administrator's key, but for the last one: without any, nobody could administer by REST.</summary>
    public Task<Revocation> RevokeAdministratorAsync(string id, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await database.LockAsync(session, "cles", ct);
        if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM cle_api WHERE id = @id AND etablissement IS NULL", new { id }, ct) == 0)
            return Revocation.Unknown;
        if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM cle_api WHERE etablissement IS NULL", null, ct) == 1)
            return Revocation.LastOne;
        await session.ExecuteAsync("DELETE FROM cle_api WHERE id = @id", new { id }, ct);
        return Revocation.Done;
    }, ct);

    private static string Of(string? etablissement) => etablissement is null ? "etablissement IS NULL" : "etablissement = @etablissement";

    private static bool HasShape(string key) =>
        key.Length == Prefix.Length + 64 && key.StartsWith(Prefix, StringComparison.Ordinal)
            && key.AsSpan(Prefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0;

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>What became of the wish to revoke an administrator's key.</summary>
public enum Revocation
{
    Done,
    Unknown,
    LastOne,
}

/// <summary>A key as it may be shown: never its value.</summary>
public sealed class ApiKeyRow
{
    public string Id { get; init; } = "";
    public string Nom { get; init; } = "";
    public DateTimeOffset CreeeLe { get; init; }
}
