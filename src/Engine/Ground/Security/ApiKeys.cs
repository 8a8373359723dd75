using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// API keys: 256 random bits, shown once; only their SHA-256 is stored, which is enough for a secret that nobody chose, with the seal
/// that binds it to its rights.
/// </summary>
public sealed class ApiKeys(Database database, ApiKeySeal seal, AuditBook audit, TimeProvider time)
{
    private const string Prefix = "pg_";

    /// <summary>What is wrong with a key that is asked for, in French.</summary>
    public IEnumerable<Erreur> Errors(string? nom, LimitesCle limites) => string.IsNullOrWhiteSpace(nom) || SealedMark.At(nom) >= 0
        ? [new("nom", "Donner un nom à la clé : il dit à qui elle est remise.")] : limites.Errors(time.GetUtcNow());

    public async Task<(string Id, string Key)> CreateAsync(
        string nom, string? etablissement, CancellationToken ct, LimitesCle? limites = null)
    {
        var limits = (limites ?? LimitesCle.Aucune).Stored();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var entry = new EntreeAudit(ActeAudit.CleCreee, etablissement, SubjectOf(id))
        {
            Details =
            [
                new("nom", null, nom), new("droit", null, etablissement is null ? "administrateur" : "établissement"), .. Details(limits),
            ],
        };
        var (empreinte, now) = (HashOf(key), time.GetUtcNow());
        await audit.ChangeAsync(
            database, entry,
            """
            INSERT INTO cle_api (id, nom, etablissement, empreinte, creee_le, expire_le, adresses, lecture_seule, sceau)
            VALUES (@id, @nom, @etablissement, @empreinte, @now, @ExpireLe, @AdressesText, @LectureSeule, @sceau)
            """, new
            {
                id, nom, etablissement, empreinte, now, limits.ExpireLe, limits.AdressesText, limits.LectureSeule,
                sceau = seal.Of(id, etablissement, empreinte, limits),
            }, ct);
        return (id, key);
    }

    /// <summary>
    /// A key that may do what a role of a module allows, and nothing else. It stands in a table of its own: a node of the former version,
    /// which knows no roles, must not take it for an administrator's.
    /// </summary>
    public async Task<(string Id, string Key)> CreateRoleAsync(
        string nom, string role, string portee, CancellationToken ct, LimitesCle? limites = null)
    {
        var limits = (limites ?? LimitesCle.Aucune).Stored();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var entry = new EntreeAudit(ActeAudit.CleCreee, null, SubjectOf(id))
        {
            Details = [new("nom", null, nom), new("droit", null, role), new("portee", null, portee), .. Details(limits)],
        };
        var (empreinte, now) = (HashOf(key), time.GetUtcNow());
        await audit.ChangeAsync(
            database, entry,
            """
            INSERT INTO cle_role (id, nom, role, portee, empreinte, creee_le, expire_le, adresses, lecture_seule, sceau)
            VALUES (@id, @nom, @role, @portee, @empreinte, @now, @ExpireLe, @AdressesText, @LectureSeule, @sceau)
            """, new
            {
                id, nom, role, portee, empreinte, now, limits.ExpireLe, limits.AdressesText, limits.LectureSeule,
                sceau = seal.OfRole(id, role, portee, empreinte, limits),
            }, ct);
        return (id, key);
    }

    /// <summary>The caller of a key, null when it is unknown or revoked. Looked up at each call, so revoking is immediate.</summary>
    public async Task<ApiCaller?> FindAsync(string key, CancellationToken ct)
    {
        if (!HasShape(key)) return null;
        var empreinte = HashOf(key);
        if (await database.FirstOrDefaultAsync<ApiKeyRow>(
            "SELECT id, nom, etablissement, expire_le, adresses, lecture_seule, sceau FROM cle_api WHERE empreinte = @empreinte",
            new { empreinte }, ct) is { } plain)
            return ApiKeySeal.Equal(seal.Of(plain.Id, plain.Etablissement, empreinte, plain.Limites), plain.Sceau)
                ? new ApiCaller(plain.Id, plain.Nom, plain.Etablissement) { Limites = plain.Limites } : null;
        return await database.FirstOrDefaultAsync<RoleKeyRow>("SELECT * FROM cle_role WHERE empreinte = @empreinte", new { empreinte }, ct)
            is { } row && ApiKeySeal.Equal(seal.OfRole(row.Id, row.Role, row.Portee, empreinte, row.Limites), row.Sceau)
            ? new ApiCaller(row.Id, row.Nom, null) { Role = row.Role, Portee = row.Portee, Limites = row.Limites } : null;
    }

    /// <summary>The keys of a module's roles.</summary>
    /// <param name="prefix">How its roles begin.</param>
    public Task<IReadOnlyList<RoleKeyRow>> ListRolesAsync(string prefix, CancellationToken ct) => database.QueryAsync<RoleKeyRow>(
        """
        SELECT c.id, nom, role, portee, creee_le, expire_le, adresses, lecture_seule, utilisee_le
        FROM cle_role c LEFT JOIN cle_usage u ON u.id = c.id WHERE substr(role, 1, @Length) = @prefix ORDER BY creee_le, c.id
        """,
        new { prefix, prefix.Length }, ct);

    public Task<bool> RevokeRoleAsync(string prefix, string id, CancellationToken ct) => RevokeAsync(
        "DELETE FROM cle_role WHERE id = @id AND substr(role, 1, @Length) = @prefix", new { id, prefix, prefix.Length }, null, id, ct);

    /// <param name="etablissement">Null: the administrators' keys.</param>
    public Task<IReadOnlyList<ApiKeyRow>> ListAsync(string? etablissement, CancellationToken ct) =>
        database.QueryAsync<ApiKeyRow>(
            $"""
            SELECT c.id, nom, creee_le, expire_le, adresses, lecture_seule, utilisee_le
            FROM cle_api c LEFT JOIN cle_usage u ON u.id = c.id WHERE {Of(etablissement)} ORDER BY creee_le
            """, new { etablissement }, ct);

    public Task<bool> RevokeAsync(string etablissement, string id, CancellationToken ct) => RevokeAsync(
        "DELETE FROM cle_api WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, etablissement, id, ct);

    /// <summary>Revokes an administrator's key, but for the last one: without any, nobody could administer by REST.</summary>
    public Task<Revocation> RevokeAdministratorAsync(string id, CancellationToken ct) => database.WriteAsync(async session =>
    {
        await database.LockAsync(session, "cles", ct);
        if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM cle_api WHERE id = @id AND etablissement IS NULL", new { id }, ct) == 0)
            return Revocation.Unknown;
        if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM cle_api WHERE etablissement IS NULL", null, ct) == 1)
            return Revocation.LastOne;
        await session.ExecuteAsync("DELETE FROM cle_api WHERE id = @id", new { id }, ct);
        audit.Note(session, new(ActeAudit.CleRevoquee, null, SubjectOf(id)));
        return Revocation.Done;
    }, ct);

    private Task<bool> RevokeAsync(string sql, object parameters, string? etablissement, string id, CancellationToken ct) =>
        audit.ChangeAsync(database, new(ActeAudit.CleRevoquee, etablissement, SubjectOf(id)), sql, parameters, ct);

    private static IEnumerable<ChampAudit> Details(LimitesCle limits)
    {
        if (limits.ExpireLe is { } end) yield return new("expireLe", null, end.ToString("O", CultureInfo.InvariantCulture));
        if (limits.AdressesText is { } addresses) yield return new("adresses", null, addresses);
        if (limits.LectureSeule) yield return new("lectureSeule", null, "oui");
    }

    private static string SubjectOf(string id) => "clé " + id;

    private static string Of(string? etablissement) => etablissement is null ? "etablissement IS NULL" : "etablissement = @etablissement";

    private static bool HasShape(string key) =>
        key.Length == Prefix.Length + 64 && key.StartsWith(Prefix, StringComparison.Ordinal)
            && key.AsSpan(Prefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0;

    /// <summary>All that is kept of a key.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
