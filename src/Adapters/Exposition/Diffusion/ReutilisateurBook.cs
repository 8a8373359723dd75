using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Diffusion;

/// <summary>A re-user's key as it may be shown: never its value.</summary>
internal sealed class ReutilisateurRow
{
    public string Id { get; init; } = "";
    public string Nom { get; init; } = "";

    /// <summary>Calls that it may make in a minute.</summary>
    public int ParMinute { get; init; }

    public DateTimeOffset CreeeLe { get; init; }
}

/// <summary>The keys of re-users: 256 random bits, shown once; only their SHA-256 is stored.</summary>
internal sealed class ReutilisateurBook(Database database, AuditBook audit, TimeProvider time)
{
    private const string Prefix = "expo_";

    public async Task<(string Id, string Key)> CreateAsync(string nom, int parMinute, CancellationToken ct)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await audit.ChangeAsync(database,
            new(ActeAudit.CleCreee, null, "réutilisateur " + id) { Details = [new("nom", null, nom)] },
            """
            INSERT INTO exposition_reutilisateur (id, nom, empreinte, par_minute, creee_le)
            VALUES (@id, @nom, @empreinte, @parMinute, @now)
            """, new { id, nom, empreinte = HashOf(key), parMinute, now = time.GetUtcNow() }, ct);
        return (id, key);
    }

    /// <summary>Looked up at each call, so taking a key away is immediate.</summary>
    public Task<ReutilisateurRow?> FindAsync(string key, CancellationToken ct) =>
        key.Length != Prefix.Length + 64 || !key.StartsWith(Prefix, StringComparison.Ordinal)
            ? Task.FromResult<ReutilisateurRow?>(null)
            : database.FirstOrDefaultAsync<ReutilisateurRow>(
                "SELECT id, nom, par_minute, creee_le FROM exposition_reutilisateur WHERE empreinte = @empreinte",
                new { empreinte = HashOf(key) }, ct);

    public Task<IReadOnlyList<ReutilisateurRow>> ListAsync(CancellationToken ct) => database.QueryAsync<ReutilisateurRow>(
        "SELECT id, nom, par_minute, creee_le FROM exposition_reutilisateur ORDER BY creee_le, id", null, ct);

    public async Task<bool> RevokeAsync(string id, CancellationToken ct) =>
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("DELETE FROM exposition_quota WHERE cle = @id", new { id }, ct);
            if (await session.ExecuteAsync("DELETE FROM exposition_reutilisateur WHERE id = @id", new { id }, ct) == 0) return false;
            audit.Note(session, new(ActeAudit.CleRevoquee, null, "réutilisateur " + id));
            return true;
        }, ct);

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
